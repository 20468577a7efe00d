namespace AwsPrepBot.Verbs;

/// <summary>Small wording for the output of verbs.</summary>
static class Words
{
    /// <summary><c>1 file</c>, <c>2 files</c>, <c>no errors</c>.</summary>
    public static string Count(int count, string thing) => count switch
    {
        0 => $"no {thing}s",
        1 => $"1 {thing}",
        _ => $"{count:N0} {thing}s",
    };
}
