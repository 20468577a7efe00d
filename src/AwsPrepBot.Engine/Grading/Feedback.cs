namespace AwsPrepBot.Engine.Grading;

/// <summary>What a helpful senior colleague would say after reading the answer: first what is there, then one thing to do next.</summary>
static class Feedback
{
    const int Excellent = 85;
    const int Good = 65;
    const int Halfway = 40;

    public static string Write(int score, IReadOnlyList<PointVerdict> points, IReadOnlyList<AnswerFlag> flags)
    {
        if (flags.Count > 0 && Only(flags[0].Kind) is { } only && score == 0)
            return only;

        var wrong = Heaviest(points, Coverage.Contradicted);
        var missing = Heaviest(points, Coverage.Missing);
        var partly = Heaviest(points, Coverage.Partly);
        return $"{Opening(score, points)} {Next(score, wrong, missing, partly, flags)}".Trim();
    }

    static string? Only(FlagKind kind) => kind switch
    {
        FlagKind.Empty => "Write down what comes to mind first, even if it is one sentence: a partial answer is worth more than none.",
        FlagKind.DontKnow => "Fair enough. Read the points below, then say in your own words the first thing you would check or use: that is how it would start in an interview.",
        FlagKind.OtherLanguage => "Please answer in English: this grader cannot read other languages, so nothing was graded.",
        FlagKind.Instructions => "Only words about the question count. Say in two or three sentences how you would answer it.",
        FlagKind.Echo => "That is the question again. Start with the one fact you are surest of and build on it.",
        _ => null,
    };

    static string Opening(int score, IReadOnlyList<PointVerdict> points)
    {
        var covered = points.Count(point => point.Coverage == Coverage.Covered);
        var begun = points.Count(point => point.Coverage == Coverage.Partly);
        if (points.Count == 0)
        {
            return score switch
            {
                >= Excellent => "That says nearly all the model answer says.",
                >= Good => "That is close to the model answer.",
                >= Halfway => "Part of the model answer is there.",
                _ => "Little of the model answer is there yet.",
            };
        }

        return score switch
        {
            >= Excellent => "An interviewer would be content with that: it is complete and to the point.",
            >= Good => $"A solid answer, with {covered} of {points.Count} points covered.",
            >= Halfway => $"A good start: {Count(covered, begun, points.Count)}.",
            _ when covered + begun > 0 => $"There is something to build on: {Count(covered, begun, points.Count)}.",
            _ => "The main points are not there yet.",
        };
    }

    static string Count(int covered, int begun, int all) => (covered, begun) switch
    {
        (_, 0) => $"{covered} of {all} points covered",
        (0, _) => $"{begun} of {all} points touched",
        _ => $"{covered} of {all} points covered and {begun} more touched",
    };

    static string Next(int score, PointVerdict? wrong, PointVerdict? missing, PointVerdict? partly, IReadOnlyList<AnswerFlag> flags)
    {
        if (wrong is not null)
            return $"Put this right first: {wrong.Point}";
        if (flags.Any(flag => flag.Kind == FlagKind.KeywordList))
            return "Next time put the key words into sentences that say what does what, and why.";
        if (flags.Any(flag => flag.Kind == FlagKind.BothWays))
            return "Decide which of the two it is: saying both leaves the interviewer guessing.";
        if (missing is not null)
        {
            return score switch
            {
                >= Excellent => $"If there is time, add: {missing.Point}",
                >= Halfway => $"Next time add: {missing.Point}",
                _ => $"Begin with this: {missing.Point}",
            };
        }

        return partly is not null ? $"To round it off, say it in full: {partly.Point}" : "";
    }

    static PointVerdict? Heaviest(IReadOnlyList<PointVerdict> points, Coverage coverage) =>
        points.Where(point => point.Coverage == coverage).MaxBy(point => point.Weight);
}
