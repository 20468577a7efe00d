namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>Holds what has been reached where the mark has not: it may only get better, and the number is to be lowered when it does.</summary>
static class Ratchet
{
    /// <summary>Fails when more cases are wrong than <paramref name="today"/>; none more than <paramref name="mark"/> should be.</summary>
    public static void Holds(IReadOnlyList<string> wrong, int today, int mark) =>
        Assert.True(wrong.Count <= Math.Max(today, mark), $"{wrong.Count} are wrong, {today} were, {mark} is the mark:\n{string.Join('\n', wrong)}");
}
