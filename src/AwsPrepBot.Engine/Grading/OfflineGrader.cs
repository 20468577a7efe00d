using AwsPrepBot.Engine.Grading.Guarding;
using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Grading;

/// <summary>
/// Grades without a model and without a network: deterministic, culture-independent, thread-safe. With a rubric, point by
/// point; without one, by likeness to the model answers. Uses the vocabulary of the bank in force.
/// </summary>
public sealed class OfflineGrader(CurrentBank bank) : IAnswerGrader
{
    /// <summary>Characters of an answer that are read.</summary>
    public const int LongestAnswer = 4000;

    PreparedQuestions _prepared = new(bank.Current);

    /// <inheritdoc/>
    public ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Grade(question, answer));
    }

    /// <summary>The same for any team, at once.</summary>
    public Verdict Grade(OpenQuestion question, string answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var prepared = Prepared().Of(question);
        var read = prepared.Reader.Read(answer, LongestAnswer);
        var screening = Screening.Of(prepared, read);
        if (screening.Ungraded)
            return Nothing(prepared, screening);

        var grid = new AnswerGrid(prepared, read, screening.Worth);
        var results = PointReading.ReadAll(prepared, prepared.Points, grid);
        var total = Totals.Of(prepared, results, read, screening);
        var points = prepared.Points.Select((point, at) => Judge(point, results[at], grid)).ToArray();
        AnswerFlag[] open = grid.LeavesOpen ? [new(FlagKind.BothWays, "You leave open which of two things holds, again and again: say which, and why.")] : [];
        AnswerFlag[] flags = [.. screening.Flags, .. open, .. prepared.Points.Select((point, at) => Contradiction(point, results[at], grid)).OfType<AnswerFlag>()];
        var score = (int)Math.Round(100 * total, MidpointRounding.AwayFromZero);
        return new(score, points, flags, Feedback.Write(score, points, flags));
    }

    /// <summary>
    /// Whether words have anything to do with a point of the rubric: they share one that matters with it or with a way to say
    /// it, however each is written, and not one that the question itself already brought.
    /// </summary>
    public bool Touches(OpenQuestion question, int point, string words)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(words);
        var prepared = Prepared().Of(question);
        var stated = prepared.Points[point].Accepted.SelectMany(phrase => phrase.Words).Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        if (!stated.All(prepared.IsAsked))
            stated.RemoveWhere(prepared.IsAsked);
        return prepared.Reader.Read(words, LongestAnswer).Tokens.Any(token => stated.Contains(token.Text));
    }

    PreparedQuestions Prepared()
    {
        var current = bank.Current;
        var prepared = Volatile.Read(ref _prepared);
        if (ReferenceEquals(prepared.Bank, current))
            return prepared;
        prepared = new PreparedQuestions(current);
        Volatile.Write(ref _prepared, prepared);
        return prepared;
    }

    static Verdict Nothing(PreparedQuestion question, Screening screening)
    {
        var points = question.Points.Select(point => new PointVerdict(point.Source.Point, point.Source.Weight, Coverage.Missing, null)).ToArray();
        return new(0, points, screening.Flags, Feedback.Write(0, points, screening.Flags));
    }

    static PointVerdict Judge(PreparedPoint point, PointResult result, AnswerGrid grid)
    {
        var coverage = result switch
        {
            { Against: not null, Credit: < Tuning.HedgedCredit } => Coverage.Contradicted,
            { Against: not null } => Coverage.Partly,
            { Credit: >= Tuning.CoveredFrom } => Coverage.Covered,
            { Credit: >= Tuning.PartlyFrom } => Coverage.Partly,
            _ => Coverage.Missing,
        };
        var shown = coverage switch
        {
            Coverage.Missing => null,
            Coverage.Contradicted => Quotation.Of(grid, result.Against!.Value, result.Against.Value),
            _ => result.Shown is { } clauses ? Quotation.Of(grid, clauses.First, clauses.Last) : null,
        };
        return new(point.Source.Point, point.Source.Weight, coverage, shown);
    }

    static AnswerFlag? Contradiction(PreparedPoint point, PointResult result, AnswerGrid grid)
    {
        if (result.Against is not { } clause)
            return null;
        var quotation = Quotation.Of(grid, clause, clause);
        return result.Credit < Tuning.HedgedCredit
            ? new(FlagKind.Contradiction, $"You wrote \"{quotation}\". In fact: {point.Source.Point}")
            : new(FlagKind.BothWays, $"You wrote \"{quotation}\" and the opposite. In fact: {point.Source.Point}");
    }
}
