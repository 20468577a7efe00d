namespace AwsPrepBot.Slack.SocketMode;

/// <summary>What to do when a socket ends or is about to.</summary>
internal enum AfterEnd
{
    /// <summary>It is about to be closed: open another at once, and go on reading this one until it is.</summary>
    Replace,

    /// <summary>It broke: open another, waiting longer each time it breaks soon.</summary>
    Reconnect,

    /// <summary>Slack does not want one: look again after a long while.</summary>
    Rest,

    /// <summary>Useless to try again.</summary>
    Stop,
}

/// <summary>The verdict on the end of a socket, with words for the log.</summary>
/// <param name="Next">What to do.</param>
/// <param name="Why">In words that fit after "ended:", or advice to the operator where it has to rest or stop.</param>
internal readonly record struct EndVerdict(AfterEnd Next, string Why);

/// <summary>Which reason of Slack's means what, in one place (docs.slack.dev/apis/events-api/using-socket-mode).</summary>
internal static class DisconnectReasons
{
    /// <summary>How long to rest when Socket Mode is switched off: nobody will switch it on within seconds.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The verdict on a <c>disconnect</c>'s reason.</summary>
    public static EndVerdict Judge(string? reason) => reason switch
    {
        "warning" or "refresh_requested" => new(AfterEnd.Replace, $"Slack renews it ({reason})"),
        "link_disabled" => new(AfterEnd.Rest, "Socket Mode is switched off for the app. Switch it on at https://api.slack.com/apps under Socket Mode."),
        "too_many_websockets" => new(AfterEnd.Rest, "The app has more sockets than Slack allows (10). Stop other programs that use Slack:AppToken."),
        _ => new(AfterEnd.Replace, $"Slack closes it ({KindCounter.Name(reason)})"),
    };

    /// <summary>The verdict on being refused an address for a socket.</summary>
    public static EndVerdict Judge(SlackFailure failure) => failure switch
    {
        { Kind: FailureKind.DeadInstallation } => new(AfterEnd.Stop,
            $"Slack does not take Slack:AppToken ({failure.Error}). Set it to an app-level token with connections:write (xapp-…) from https://api.slack.com/apps under Basic Information, and start again."),
        { Kind: FailureKind.MissingScope } => new(AfterEnd.Stop,
            "Slack:AppToken lacks the scope connections:write. Make a token that has it at https://api.slack.com/apps under Basic Information, and start again."),
        { Error: "link_disabled" or "socket_mode_disabled" or "forbidden" } => Judge("link_disabled"),
        _ => new(AfterEnd.Reconnect, failure.Detail),
    };
}
