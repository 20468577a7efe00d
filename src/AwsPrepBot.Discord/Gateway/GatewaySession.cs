namespace AwsPrepBot.Discord.Gateway;

/// <summary>The session with Discord, which outlives its connections: what a Resume needs, and how often one failed.</summary>
internal sealed class GatewaySession
{
    /// <summary>So often in a row a session fails to resume before it is given up: some half a minute of trying.</summary>
    public const int MostFailedResumes = 5;

    int failedResumes;

    /// <summary>Null when there is no session to resume.</summary>
    public string? Id { get; private set; }

    public Uri? ResumeUrl { get; private set; }

    /// <summary>The number of the last dispatch that was taken; null before the first.</summary>
    public long? Seq { get; set; }

    public void Start(string id, Uri resumeUrl) => (Id, ResumeUrl) = (id, resumeUrl);

    public void Forget() => (Id, ResumeUrl, Seq, failedResumes) = (null, null, null, 0);

    public void Resumed() => failedResumes = 0;

    public void FailedToResume()
    {
        if (Id is not null && ++failedResumes >= MostFailedResumes)
            Forget();
    }
}
