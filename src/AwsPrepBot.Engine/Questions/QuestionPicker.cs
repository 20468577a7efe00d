namespace AwsPrepBot.Engine.Questions;

/// <summary>A question that was asked in a schedule.</summary>
/// <param name="Id">The question.</param>
/// <param name="Cycle">The cycle it was picked in, from 1: see <see cref="Picked"/>.</param>
/// <param name="WrongShare">The share of those who answered that was wrong, 0 to 1; null while unknown or when nobody answered.</param>
public sealed record AskedQuestion(QuestionId Id, int Cycle, double? WrongShare);

/// <summary>The question to ask next.</summary>
/// <param name="Question">The question.</param>
/// <param name="IsReview">It was asked before in this schedule.</param>
/// <param name="Cycle">How often the bag has been filled, from 1. To be stored with the asked question.</param>
/// <param name="LeftAfter">Questions left in this cycle after this one; at 0 the next pick begins a new cycle.</param>
public sealed record Picked(Question Question, bool IsReview, int Cycle, int LeftAfter);

/// <summary>
/// Picks the next question of a schedule as if from a shuffled bag, with no bag stored: the order within a cycle is the
/// hash order of seed, cycle and id, and what is left is what the history does not hold. A question added to the files
/// slots into the cycle under way, a removed one drops out, all others keep their order. Pure and thread-safe.
/// </summary>
/// <remarks>
/// Nothing is repeated before all that matches was asked. From the second cycle on, questions that half of the people or
/// more got wrong come first, worst first. Questions related to one of the last <see cref="Apart"/> wait, as does a question
/// that was itself asked just before the cycle began, unless nothing else is left.
/// </remarks>
public static class QuestionPicker
{
    /// <summary>How many questions lie between related ones when there is a choice.</summary>
    public const int Apart = 7;

    const double Missed = 0.5;

    /// <summary>The next question, or null when nothing in the bank matches.</summary>
    /// <param name="bank">The bank in force.</param>
    /// <param name="filter">What the schedule asks.</param>
    /// <param name="seed">The schedule's own, any number, always the same.</param>
    /// <param name="history">Everything asked in the schedule, oldest first. Ids that are no longer in the bank do no harm.</param>
    public static Picked? Pick(QuestionBank bank, BankFilter filter, long seed, IReadOnlyList<AskedQuestion> history)
    {
        var matching = bank.Filter(filter);
        if (matching.Count == 0)
            return null;

        var cycle = history.Count == 0 ? 1 : Math.Max(1, history.Max(asked => asked.Cycle));
        var left = NotAskedIn(cycle, matching, history);
        if (left.Count == 0)
            left = NotAskedIn(++cycle, matching, history);

        var known = history.Where(asked => bank.Find(asked.Id) is not null).ToList();
        var question = Choose(InOrder(left, seed, cycle, known), matching.Count, bank, known);
        return new Picked(question, known.Exists(asked => asked.Id == question.Id), cycle, left.Count - 1);
    }

    /// <summary>
    /// The next questions if nothing changes meanwhile, at most <paramref name="count"/>; empty when nothing matches. Beyond
    /// the end of the cycle it is a forecast, since how many will miss the questions in between is not known.
    /// </summary>
    public static IReadOnlyList<Picked> Upcoming(QuestionBank bank, BankFilter filter, long seed, IReadOnlyList<AskedQuestion> history, int count)
    {
        var asked = history.ToList();
        var upcoming = new List<Picked>();
        while (upcoming.Count < count && Pick(bank, filter, seed, asked) is { } picked)
        {
            upcoming.Add(picked);
            asked.Add(new AskedQuestion(picked.Question.Id, picked.Cycle, null));
        }

        return upcoming;
    }

    static List<Question> NotAskedIn(int cycle, IReadOnlyList<Question> matching, IReadOnlyList<AskedQuestion> history)
    {
        var asked = history.Where(entry => entry.Cycle == cycle).Select(entry => entry.Id).ToHashSet();
        return [.. matching.Where(question => !asked.Contains(question.Id))];
    }

    static IReadOnlyList<Question> InOrder(List<Question> left, long seed, int cycle, List<AskedQuestion> history)
    {
        var shuffled = Shuffle.Order(left, Shuffle.Combine(seed, cycle), question => question.Id.Value);
        if (cycle == 1)
            return shuffled;

        var wrong = new Dictionary<QuestionId, double>();
        foreach (var asked in history)
        {
            if (asked.WrongShare is { } share)
                wrong[asked.Id] = share;
        }

        // OrderBy is stable, so that all who were not missed stay in the shuffled order.
        return [.. shuffled.OrderByDescending(question => wrong.GetValueOrDefault(question.Id) is var share and >= Missed ? share : 0)];
    }

    static Question Choose(IReadOnlyList<Question> inOrder, int matching, QuestionBank bank, List<AskedQuestion> history)
    {
        // In a small bag nearly everything was asked lately: half of it is as far as a question can be kept from itself.
        var justAsked = history.TakeLast(Math.Min(Apart, matching / 2)).Select(asked => asked.Id).ToHashSet();
        var others = inOrder.Where(question => !justAsked.Contains(question.Id)).ToList();
        IReadOnlyList<Question> candidates = others.Count > 0 ? others : inOrder;

        var lately = history.TakeLast(Apart).Select(asked => asked.Id).Reverse().ToList();
        return candidates.FirstOrDefault(question => SinceRelated(question) is null)
            ?? candidates.MaxBy(SinceRelated)!;

        // How long ago a related question was asked, 0 being the last one; null when it is long enough.
        int? SinceRelated(Question question) =>
            lately.FindIndex(id => bank.AreRelated(question.Id, id)) is var index and >= 0 ? index : null;
    }
}
