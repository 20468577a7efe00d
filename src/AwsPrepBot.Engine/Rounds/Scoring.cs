using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Scores;
using NodaTime;

namespace AwsPrepBot.Engine.Rounds;

/// <summary>
/// What a round's end, correction or withdrawal means in points. Every settlement works alike: what each member should
/// have, less what the ledger gave so far, becomes an entry. Pure.
/// </summary>
public static class Scoring
{
    /// <summary>
    /// The score from which an answer in one's own words counts as right: on boards, in how hard a question is, and in what
    /// comes back for review. Points go by the score itself.
    /// </summary>
    public const int RightFrom = 60;

    /// <summary>Closes and scores an open round that was delivered; null for any other.</summary>
    public static Settlement? Close(RoundAccount account, Instant now) =>
        account.Round is { State: RoundState.Open, ClosesAt: { } closesAt } round
            ? Settle(account, round with { State = RoundState.Closed, ClosedAt = Instant.Min(now, closesAt) }, LedgerReason.Closed, now)
            : null;

    /// <summary>Gives a closed round other right options; null when it is not closed, has no options, or they are its own already.</summary>
    public static Settlement? Correct(RoundAccount account, IReadOnlyList<string> right, Instant now) =>
        account.Round is { State: RoundState.Closed, Question.Rubric: null } round && !right.ToHashSet().SetEquals(round.Question.Right)
            ? Settle(account, round with { Question = round.Question.WithRight(right) }, LedgerReason.Corrected, now)
            : null;

    /// <summary>Makes a round count for nothing; null when it does already.</summary>
    public static Settlement? Void(RoundAccount account, Instant now) =>
        account.Round.State != RoundState.Void
            ? Settle(account, account.Round with { State = RoundState.Void, ClosedAt = account.Round.ClosedAt ?? now }, LedgerReason.Voided, now)
            : null;

    /// <summary>What an answer earns in a round as it is.</summary>
    public static Score Of(Round round, Answer answer) => round.State switch
    {
        RoundState.Void => default,
        _ when answer.Score is { } score => new Score(PointsFor(round.Question.Level, score), round.Question.IsRight(answer) ? 1 : 0, 1),
        _ when round.Question.IsRight(answer) => new Score(round.Points, 1, 1),
        _ => new Score(0, 0, 1),
    };

    /// <summary>The level's points times a score of 0 to 100, to the nearest whole point, halves up.</summary>
    public static int PointsFor(Level level, int score) => ((level.Points() * score) + 50) / 100;

    static Settlement Settle(RoundAccount account, Round after, LedgerReason reason, Instant now) => new(after,
    [
        .. from answer in account.Answers
           let difference = Of(after, answer) - account.Booked.GetValueOrDefault(answer.Member)
           where difference != default
           select new LedgerEntry(after.Team, answer.Member, after.Id, after.LocalDate, difference, reason, now),
    ]);
}
