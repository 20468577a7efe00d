namespace AwsPrepBot.Slack;

/// <summary>
/// What it takes to answer one press or command. Ages are reckoned from receipt by the monotonic clock, so that a rehearsal
/// at another date answers as usual. Thread-safe.
/// </summary>
/// <param name="responseUrl">Where answers go; null where Slack gave none, as from a view.</param>
/// <param name="triggerId">What opens a form, once; null where Slack gave none.</param>
/// <param name="clock">The monotonic clock.</param>
/// <param name="age">How old it was when this was made.</param>
internal sealed class ResponseTicket(Secret? responseUrl, string? triggerId, Monotonic clock, TimeSpan age = default)
{
    /// <summary>Slack takes five; the sixth is refused.</summary>
    public const int MostUses = 5;

    readonly TimeSpan receivedAt = clock.Now - age;
    int uses;

    /// <summary>Slack's 30 min, with a margin for what the way here took.</summary>
    public static TimeSpan ToRespond { get; } = TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(10);

    /// <summary>Slack's 3 s, with a margin for the same reason.</summary>
    public static TimeSpan ToTrigger { get; } = TimeSpan.FromSeconds(2.8);

    public Secret? ResponseUrl => responseUrl;

    public string? TriggerId => triggerId;

    /// <summary>Time since it was received.</summary>
    public TimeSpan Age => clock.Now - receivedAt;

    /// <summary>Takes one of the uses of the response address; false when all are gone or it is too old.</summary>
    public bool TryUse() => responseUrl is not null && Age < ToRespond && Interlocked.Increment(ref uses) <= MostUses;

    /// <summary>A ticket for what a form is answered with, at the address of the press that opened it.</summary>
    public ResponseTicket At(Secret? address, TimeSpan addressAge) => new(address, null, clock, addressAge);

    /// <summary>Gives one back that Slack cannot have counted.</summary>
    public void GiveBack() => Interlocked.Decrement(ref uses);
}
