namespace AwsPrepBot.Engine.Questions;

/// <summary>What can be seen only over all multiple-choice questions: habits by which the right option could be guessed.</summary>
static class BankRules
{
    /// <summary>Below this number a share says nothing: of eight fair questions, three or more have the longest option right every third time.</summary>
    public const int FewestToJudge = 12;

    const int MostNamed = 8;

    public static IEnumerable<Finding> Check(IReadOnlyList<QuestionDraft> questions, string folder)
    {
        var keyed = questions
            .Select(question => (Question: question, Right: question.Choice?.Options.FirstOrDefault(option => option.Correct == true)))
            .Where(entry => entry.Right is { Text: not null, Id: not null })
            .ToList();
        if (keyed.Count < FewestToJudge)
            yield break;

        var longest = keyed.Where(entry => RightIsLongest(entry.Question.Choice!.Options.Select(option => (option.Text?.Value ?? "", option.Correct == true)))).Select(entry => entry.Question.Id?.Value ?? "?").ToList();
        if (longest.Count * 3 > keyed.Count)
        {
            yield return new(folder, 0, null, Severity.Error,
                $"the right option is the longest in {longest.Count} of {keyed.Count} questions, more than a third, so that it can be guessed: shorten it or lengthen a wrong one in {Names(longest)}");
        }

        // Two to five options: an even spread gives the most frequent id a quarter to a third.
        var byId = keyed.GroupBy(entry => entry.Right!.Id!.Value.Value.ToLowerInvariant()).OrderByDescending(group => group.Count()).First();
        if (byId.Count() * 5 > keyed.Count * 2)
        {
            yield return new(folder, 0, null, Severity.Warning,
                $"the right option has the id {byId.Key} in {byId.Count()} of {keyed.Count} questions: spread it over a, b, c and d, for example in new questions");
        }
    }

    /// <summary>Longer than every other option; a tie gives nothing away.</summary>
    public static bool RightIsLongest(IEnumerable<(string Text, bool Correct)> options)
    {
        var byRightness = options.ToLookup(option => option.Correct, option => option.Text.Length);
        return byRightness[true].Any() && byRightness[true].Max() > byRightness[false].DefaultIfEmpty().Max();
    }

    static string Names(List<string> ids) =>
        ids.Count <= MostNamed ? string.Join(", ", ids) : $"{string.Join(", ", ids.Take(MostNamed))} and {ids.Count - MostNamed} more";
}
