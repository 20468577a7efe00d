namespace AwsPrepBot.Engine.Grading;

/// <summary>What a helpful senior colleague would say after reading the answer: what it is worth, the one point that matters most, and how to do better.</summary>
static class Feedback
{
    const int Excellent = 85;
    const int Good = 65;
    const int Halfway = 40;
    const int Beginning = 15;

    public static string Write(int score, IReadOnlyList<PointVerdict> points, IReadOnlyList<AnswerFlag> flags)
    {
        if (flags.Count > 0 && Only(flags[0].Kind) is { } only && score == 0)
            return only;

        var wrong = points.Where(point => point.Coverage == Coverage.Contradicted).MaxBy(point => point.Weight);
        // What is touched is half there: it costs half.
        var gap = points.Where(point => point.Coverage is Coverage.Missing or Coverage.Partly).MaxBy(point => point.Coverage == Coverage.Missing ? point.Weight : point.Weight / 2);
        return string.Join(' ', new[] { Opening(score, points, wrong, gap), Main(score, wrong, gap), Advice(score, points, wrong, gap, flags) }.Where(sentence => sentence.Length > 0));
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

    static string Opening(int score, IReadOnlyList<PointVerdict> points, PointVerdict? wrong, PointVerdict? gap)
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

        var count = Count(covered, begun, points.Count);
        return score switch
        {
            >= Excellent when wrong is not null => "A strong answer with one slip in it.",
            >= Excellent when gap is null => "A strong answer, complete and to the point: an interviewer would move on.",
            >= Excellent => "A strong answer: an interviewer would be content with it.",
            >= Good when wrong is not null => $"A solid answer, {count}, but one thing in it is wrong.",
            >= Good => $"A solid answer: {count}, and the core is right.",
            >= Halfway => $"About half of it is there: {count}.",
            >= Beginning => $"A beginning: {count}.",
            _ when wrong is not null => "This would not hold in an interview yet: it says the opposite of what is true.",
            _ => "This does not answer the question yet.",
        };
    }

    static string Count(int covered, int begun, int all) => (covered, begun) switch
    {
        (_, 0) => $"{covered} of {all} points covered",
        (0, _) => $"{begun} of {all} points touched",
        _ => $"{covered} of {all} points covered, {begun} more touched",
    };

    /// <summary>The one point to look at, in the rubric's words, which stand alone.</summary>
    static string Main(int score, PointVerdict? wrong, PointVerdict? gap) => (wrong, gap) switch
    {
        ({ Point: var point }, _) => $"Put this right first: {point}",
        (_, { Point: var point }) when score >= Excellent => $"If there is time, round it off: {point}",
        (_, { Point: var point }) when score >= Good => $"What would lift it most: {point}",
        (_, { Point: var point }) when score >= Halfway => $"The biggest gap: {point}",
        (_, { Point: var point }) => $"Start from this: {point}",
        _ => "",
    };

    /// <summary>One sentence on how to do better.</summary>
    static string Advice(int score, IReadOnlyList<PointVerdict> points, PointVerdict? wrong, PointVerdict? gap, IReadOnlyList<AnswerFlag> flags)
    {
        if (flags.Any(flag => flag.Kind == FlagKind.KeywordList))
            return "And put the key words into sentences that say what does what, and why.";
        if (wrong is not null)
            return score >= Good ? "The rest stands, so one corrected sentence does it." : "Once that is straight, build the rest on it, one sentence a point.";
        if (flags.Any(flag => flag.Kind == FlagKind.BothWays))
            return "And decide where you say a thing and its opposite: it leaves the interviewer guessing.";
        return (score, gap) switch
        {
            (_, null) => points.Count == 0 ? "" : "An example from your own work would make it memorable.",
            (>= Excellent, _) => "",
            (>= Halfway, { Coverage: Coverage.Partly }) => "You are close on that one: say it in full, in one sentence.",
            (>= Good, _) => "One sentence is enough for it.",
            (>= Halfway, _) => "Say it in one sentence with the reason for it, then go on to the next point.",
            _ => "Say that in your own words, add why it matters, and go on from there.",
        };
    }
}
