namespace AwsPrepBot.Discord.Rest;

/// <summary>What may be done when nobody knows whether a request took effect.</summary>
internal enum Repeat
{
    /// <summary>Sending it twice is as good as once: GET, PUT, PATCH, opening a channel of direct messages.</summary>
    Freely,

    /// <summary>Discord tells by the nonce that it is the same message; but no longer than it remembers, so an end without an answer stays unknown.</summary>
    ByNonce,

    /// <summary>A first answer to an interaction: once more, and "already acknowledged" then means that the first arrived.</summary>
    OnceToAsk,

    /// <summary>Not at all: a follow-up could appear twice.</summary>
    Never,
}

/// <summary>How a request may be repeated, and for how long in all.</summary>
/// <param name="Repeat">What to do when nobody knows whether it took effect.</param>
/// <param name="Patience">For everything: waits, sendings, sendings again.</param>
/// <param name="LongestExchange">One exchange is given up after this.</param>
/// <param name="Attempts">Sendings in all, 429s not counted: those had no effect and say when to come again.</param>
internal sealed record RestPolicy(Repeat Repeat, TimeSpan Patience, TimeSpan LongestExchange, int Attempts)
{
    static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);
    static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    public static RestPolicy Freely { get; } = new(Repeat.Freely, HalfAMinute, TenSeconds, 4);

    public static RestPolicy ByNonce { get; } = new(Repeat.ByNonce, HalfAMinute, TenSeconds, 4);

    public static RestPolicy Never { get; } = new(Repeat.Never, HalfAMinute, TenSeconds, 4);

    /// <summary>Within Discord's 3 s; half of it for one exchange, so that there is time to ask.</summary>
    public static RestPolicy FirstAnswer(TimeSpan left) => new(Repeat.OnceToAsk, left, TimeSpan.FromSeconds(1.4), 2);

    /// <summary>What to wait before each sending after the first: about 0.25, 0.5, 1, … s, each with up to as much again by chance.</summary>
    public static IEnumerable<TimeSpan> Delays(Func<double> jitter)
    {
        for (var delay = TimeSpan.FromMilliseconds(250); ; delay = delay < TimeSpan.FromSeconds(8) ? delay * 2 : delay)
            yield return delay * (1 + jitter());
    }
}
