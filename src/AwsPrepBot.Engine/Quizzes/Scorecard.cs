using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>How one question of an interview went.</summary>
/// <param name="Number">1 first.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">Null when it was skipped.</param>
public sealed record ScorecardLine(int Number, RoundQuestion Question, QuizAnswer? Answer)
{
    /// <summary>0 to 100; 0 when it was skipped.</summary>
    public int Score => Answer?.Score ?? 0;

    /// <summary>Whether it is worth looking at again.</summary>
    public bool IsWeak => Score < Scoring.RightFrom;
}

/// <summary>How the questions on one topic went together.</summary>
public sealed record ScorecardTopic(string Topic, int Score, int Questions);

/// <summary>A page to read, and the numbers of the questions it is for.</summary>
public sealed record ScorecardPage(Uri Page, IReadOnlyList<int> Questions);

/// <summary>What an interview comes to: what was asked of it, skipped questions as nought. It follows from the answers and is kept nowhere. Pure.</summary>
/// <param name="Lines">By question, in the order asked; none when it was stopped before the first answer.</param>
/// <param name="Score">The average, 0 to 100.</param>
/// <param name="Topics">By main topic, best first.</param>
/// <param name="Pages">What to read, for the weakest question first, the main pages before the others.</param>
public sealed record Scorecard(IReadOnlyList<ScorecardLine> Lines, int Score, IReadOnlyList<ScorecardTopic> Topics, IReadOnlyList<ScorecardPage> Pages)
{
    /// <summary>The best question, the first of equals; null where all are alike.</summary>
    public ScorecardLine? Strongest => Differ ? Lines.MaxBy(line => line.Score) : null;

    /// <summary>The weakest question, the last of equals; null where all are alike.</summary>
    public ScorecardLine? Weakest => Differ ? Lines.Reverse().MinBy(line => line.Score) : null;

    bool Differ => Lines.DistinctBy(line => line.Score).Count() > 1;

    /// <summary>Of what was asked in an interview, finished or not.</summary>
    public static Scorecard Of(QuizAccount account)
    {
        var quiz = account.Quiz;
        var lines = Enumerable.Range(0, quiz.Position)
            .Select(position => new ScorecardLine(position + 1, quiz.Questions[position], account.AnswerOf(quiz.Member, position))).ToList();
        var topics = lines.GroupBy(line => line.Question.Topics[0])
            .Select(topic => new ScorecardTopic(topic.Key, Average(topic), topic.Count()))
            .OrderByDescending(topic => topic.Score).ThenBy(topic => topic.Topic, StringComparer.Ordinal).ToList();
        // Each weak question's main page before anyone's second one.
        var pages = lines.Where(line => line.IsWeak).OrderBy(line => line.Score).ThenBy(line => line.Number)
            .SelectMany(line => line.Question.References.Select((page, place) => (Page: page, line.Number, Place: place))).OrderBy(page => page.Place)
            .GroupBy(page => page.Page, page => page.Number).Select(page => new ScorecardPage(page.Key, [.. page.Distinct()])).ToList();
        return new Scorecard(lines, lines.Count == 0 ? 0 : Average(lines), topics, pages);
    }

    static int Average(IEnumerable<ScorecardLine> lines) => (int)Math.Round(lines.Average(line => line.Score), MidpointRounding.AwayFromZero);
}
