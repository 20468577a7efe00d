namespace AwsPrepBot.Engine.Questions;

/// <summary>
/// What fits in one chat message, counted in UTF-16 units (platforms count the same or less). Discord's is the narrowest:
/// an embed's description holds 4,096 characters, its title 256, all embeds of a message 6,000. A question has to fit in
/// one description at its largest, which is the result: stem, options, why each is right or wrong, shares, who was right.
/// Title (at most 256) and foot (at most 1,600) then keep the sum under 6,000.
/// </summary>
public static class MessageLimits
{
    /// <summary>The description of a Discord embed.</summary>
    public const int Description = 4096;

    /// <summary>The open question.</summary>
    public const int Prompt = 1000;

    /// <summary>The stem of the multiple-choice version.</summary>
    public const int ChoicePrompt = 600;

    /// <summary>One option.</summary>
    public const int Option = 200;

    /// <summary>Why one option is right or wrong.</summary>
    public const int Why = 400;

    /// <summary>The hint.</summary>
    public const int Hint = 400;

    /// <summary>One model answer.</summary>
    public const int Answer = 1500;

    /// <summary>One point of the rubric, and each phrasing of it.</summary>
    public const int RubricPoint = 300;

    /// <summary>Points of one rubric.</summary>
    public const int RubricPoints = 10;

    /// <summary>One address.</summary>
    public const int Reference = 300;

    /// <summary>
    /// Kept free beside the question's own texts: the line on yesterday's question (200), "N answered" with 12 names of up
    /// to 32 characters, points and streaks (600), the words around the source and its date (100), headings and blank lines (100).
    /// </summary>
    public const int AroundResult = 1000;

    /// <summary>Around each option: its letter twice, a bar of shares with its numbers, "Not A: ", bold marks, line ends.</summary>
    public const int AroundOption = 48;

    /// <summary>Around each point of a verdict: its mark and up to 90 characters quoted from the person's answer.</summary>
    public const int AroundPoint = 100;

    /// <summary>The most characters the result of a multiple-choice round can take, the longest of its sources included.</summary>
    public static int ResultLength(string prompt, IEnumerable<(string Text, string Why)> options, int longestReference) =>
        AroundResult + prompt.Length + longestReference + options.Sum(option => AroundOption + option.Text.Length + option.Why.Length);

    /// <summary>The most characters the result of an open round or a verdict can take: prompt, points, longest model answer, source.</summary>
    public static int VerdictLength(string prompt, IEnumerable<string> points, int longestAnswer, int longestReference) =>
        AroundResult + prompt.Length + longestAnswer + longestReference + points.Sum(point => AroundPoint + point.Length);
}
