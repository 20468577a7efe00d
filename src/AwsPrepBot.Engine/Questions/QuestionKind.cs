namespace AwsPrepBot.Engine.Questions;

/// <summary>How questions are answered.</summary>
public enum QuestionKind
{
    /// <summary>With one of several options.</summary>
    Choice,
    /// <summary>In one's own words, graded against the question's rubric.</summary>
    Open,
    /// <summary>Now one, now the other, where a question has both.</summary>
    Mixed,
}

/// <summary>The words for a <see cref="QuestionKind"/>.</summary>
public static class QuestionKinds
{
    /// <summary>All kinds, the usual one first.</summary>
    public static IReadOnlyList<QuestionKind> All { get; } = [QuestionKind.Choice, QuestionKind.Open, QuestionKind.Mixed];

    /// <summary>The word used in commands and in the store, lower case.</summary>
    public static string Word(this QuestionKind kind) => kind switch
    {
        QuestionKind.Choice => "choice",
        QuestionKind.Open => "open",
        QuestionKind.Mixed => "mixed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    /// <summary>The kind of that word, whatever its case; null when there is none.</summary>
    public static QuestionKind? Parse(string word) =>
        All.Cast<QuestionKind?>().FirstOrDefault(kind => kind!.Value.Word().Equals(word.Trim(), StringComparison.OrdinalIgnoreCase));
}
