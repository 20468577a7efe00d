using System.Collections.Concurrent;
using NodaTime;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>What taking an answer needs to know of its round: where it is asked, the options' ids in the order shown, when it closes.</summary>
internal sealed record AnswerSheet(ChannelId Channel, IReadOnlyList<string> OptionIds, Instant? ClosesAt)
{
    /// <summary>The letter under which the last option is shown.</summary>
    public char LastLetter => (char)('A' + OptionIds.Count - 1);

    /// <summary>The option shown under a letter; null when there is none.</summary>
    public string? OptionAt(char letter) => letter - 'A' is >= 0 and var index && index < OptionIds.Count ? OptionIds[index] : null;

    /// <summary>The letter an option is shown under.</summary>
    public char LetterOf(string optionId) => (char)('A' + OptionIds.TakeWhile(id => id != optionId).Count());
}

/// <summary>
/// Remembers the sheets of rounds that are answered just now: reading a round from the store costs more than storing an
/// answer. None of it changes once a round is posted, so nothing here can be out of date; whether the round still takes
/// answers is the store's to say, each time. Thread-safe.
/// </summary>
public sealed class AnswerSheets(IRoundStore rounds)
{
    /// <summary>Sheets, of some 300 bytes each. When all are taken, remembering begins anew.</summary>
    internal const int Most = 4096;

    readonly ConcurrentDictionary<(TeamId, RoundId), AnswerSheet> _known = [];

    /// <summary>The sheet of a round, if it is this team's.</summary>
    internal async ValueTask<AnswerSheet?> FindAsync(TeamId team, RoundId id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((team, id), out var known))
            return known;
        if (await rounds.FindAsync(team, id, cancellationToken) is not { } round)
            return null;

        var sheet = new AnswerSheet(round.Channel, [.. round.Question.Options.Select(option => option.Id)], round.ClosesAt);
        if (round.PostedAt is not null)
        {
            if (_known.Count >= Most)
                _known.Clear();
            _known[(team, id)] = sheet;
        }
        return sheet;
    }
}
