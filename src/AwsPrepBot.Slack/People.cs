using System.Collections.Concurrent;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>
/// Who people are: their name, zone and whether they manage the workspace, which no event tells. Asked for once in a while
/// and not too often: Slack answers a hundred times a minute, and nobody's answer waits for a name. Thread-safe.
/// </summary>
internal sealed class People(ISlackApi api, TimeProvider time)
{
    const int MostKnown = 20_000, LongestName = 80;

    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1.2);

    readonly ConcurrentDictionary<string, Entry> known = new(StringComparer.Ordinal);
    readonly SlidingWindow asked = new(60, TimeSpan.FromMinutes(1), time);

    /// <summary>Kept back for those of whom it has to be known what they may do: else a crowd of answers would make an admin nobody.</summary>
    readonly SlidingWindow kept = new(30, TimeSpan.FromMinutes(1), time);
    readonly Monotonic clock = new(time);

    /// <summary>The person, as far as can be told in time.</summary>
    /// <param name="user">Who.</param>
    /// <param name="called">What the event calls them.</param>
    /// <param name="rightsMatter">What they do may ask for an admin.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Speaker> GetAsync(string user, string? called, bool rightsMatter, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(user, out var entry) && clock.Now - entry.At < Fresh)
            return SpeakerOf(user, called, await ResultAsync(entry.Asking, cancellationToken) ?? entry.Before);
        if (!asked.TryTake(out _) && !(rightsMatter && kept.TryTake(out _)))
            return SpeakerOf(user, called, entry is { Asking: { IsCompletedSuccessfully: true } old } ? old.Result.Value : null);
        if (known.Count >= MostKnown)
            known.Clear();
        // Not cancelled with the one who asks: others wait for it too.
        var fresh = new Entry(api.GetUserAsync(user, CancellationToken.None), clock.Now, entry is { Asking: { IsCompletedSuccessfully: true } last } ? last.Result.Value : null);
        known[user] = fresh;
        return SpeakerOf(user, called, await ResultAsync(fresh.Asking, cancellationToken) ?? fresh.Before);
    }

    async Task<User?> ResultAsync(Task<SlackResult<User>> asking, CancellationToken cancellationToken)
    {
        if (!asking.IsCompleted)
            await Waiting.ForEitherAsync(asking, LongestWait, time, cancellationToken);
        return asking.IsCompletedSuccessfully ? asking.Result.Value : null;
    }

    static Speaker SpeakerOf(string id, string? called, User? user) => new(
        new MemberId(id),
        new[] { user?.Profile?.DisplayName, user?.Profile?.RealName, user?.RealName, user?.Name, called }.Select(Capped).FirstOrDefault(name => name.Length > 0) ?? "someone",
        user is { IsAdmin: true } or { IsOwner: true }, user?.Tz);

    static string Capped(string? name) => name is null ? "" : (name.Length <= LongestName ? name : name[..LongestName]).Trim();

    sealed record Entry(Task<SlackResult<User>> Asking, TimeSpan At, User? Before);
}
