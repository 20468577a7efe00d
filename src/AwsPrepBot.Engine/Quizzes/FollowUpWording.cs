using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// Words a follow-up from a point of the rubric without giving it away: it asks about the point's subject, or about the case
/// that the point begins with, and leaves what is to be said of it to the member. Where a point has neither, or its subject
/// is what the question is about anyway, it asks for one more thing, and then any point that was missed counts. Pure.
/// </summary>
static class FollowUpWording
{
    const int LongestQuotation = 120;
    const int LongestSubject = 8;

    /// <summary>So many words never say enough of a point to be an answer to it.</summary>
    const int HarmlessSubject = 2;

    /// <summary>A longer subject may be so much of its point.</summary>
    const double LargestShare = 0.35;

    const int LongestCase = 9;

    /// <summary>
    /// Words that end a subject: verbs that are hardly ever nouns in front of another one. A verb that is not here only
    /// makes the question more general.
    /// </summary>
    static readonly HashSet<string> Verbs =
    [
        "is", "are", "was", "were", "has", "have", "had", "can", "cannot", "could", "may", "might", "must", "should", "will", "would", "does", "do", "did",
        "accept", "accepts", "allow", "allows", "applies", "apply", "avoids", "become", "becomes", "belong", "belongs", "blocks", "bring", "brings",
        "carries", "carry", "combines", "come", "comes", "commit", "commits", "connect", "connects", "contain", "contains", "cost", "costs", "cover", "covers",
        "creates", "decide", "decides", "deletes", "delivers", "denies", "depend", "depends", "detects", "encrypt", "encrypts", "ends", "evaluates",
        "exposes", "expire", "expires", "fits", "finds", "follow", "follows", "forwards", "get", "gets", "give", "gives", "go", "goes", "grows", "happen",
        "happens", "helps", "hold", "holds", "inherit", "inherits", "invokes", "isolates", "keep", "keeps", "know", "knows", "leaves", "let", "lets", "lie",
        "lies", "lose", "loses", "make", "makes", "manages", "mean", "means", "need", "needs", "pay", "pays", "prevents", "protect", "protects", "provide",
        "provides", "receive", "receives", "recovers", "relieves", "remain", "remains", "removes", "replaces", "replicate", "replicates", "require",
        "requires", "reserves", "resolves", "restores", "rotates", "run", "runs", "say", "says", "send", "sends", "separates", "serve", "serves",
        "caps", "drops", "misses", "narrows", "resumes", "show", "shows", "sit", "sits", "speaks", "spread", "spreads", "stay", "stays", "suffers", "support", "supports", "take", "takes", "tell",
        "tells", "terminates", "travels", "turns", "use", "uses", "wins", "work", "works", "adds", "absorbs", "flows", "reaches", "enters", "retries",
    ];

    /// <summary>What begins a case: <c>For read-heavy load, …</c></summary>
    static readonly HashSet<string> Cases =
    [
        "With", "Without", "For", "On", "Across", "Between", "Within", "Inside", "Outside", "In", "From", "At", "During", "After", "Before", "Under", "Beyond", "Below", "Above", "When", "If", "Where",
    ];

    static readonly HashSet<string> Pronouns =
        new(["it", "you", "they", "this", "that", "these", "those", "there", "nobody", "everyone", "who", "what", "we", "both", "all", "none", "first", "then", "by", "to", "as", "since", "over"], StringComparer.OrdinalIgnoreCase);

    static readonly HashSet<string> Articles =
        new(["a", "an", "the", "each", "every", "one", "two", "some", "most", "any", "many", "several", "existing", "new", "old"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that lead or end a subject without belonging to it.</summary>
    static readonly HashSet<string> Adverbs =
        new(["only", "also", "even", "never", "always", "usually", "often", "then", "still", "now", "just", "already"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A subject that ends in one of these, or goes beyond them, was not understood.</summary>
    static readonly HashSet<string> Joints =
        new(["a", "an", "the", "and", "or", "of", "to", "for", "in", "on", "by", "with", "as", "which", "that", "when", "if", "because", "where", "whose"], StringComparer.OrdinalIgnoreCase);

    static readonly HashSet<string> Clauses = new(["which", "that", "when", "if", "because", "where", "whose", "how", "nothing"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The follow-up on one of the points that were missed.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="verdict">On the answer.</param>
    /// <param name="point">The point it is about.</param>
    /// <param name="missed">All points that were missed, that one among them.</param>
    public static FollowUp Of(RoundQuestion question, Verdict verdict, int point, IReadOnlyList<int> missed)
    {
        if (verdict.Points[point] is { Coverage: Coverage.Contradicted, Quotation: { } quotation } && !string.IsNullOrWhiteSpace(quotation))
            return new FollowUp([point], $"You wrote “{Words.Cut(quotation, LongestQuotation)}”. Are you sure about that? Take me through it once more.");
        var statement = Plain(question, point);
        if (CaseOf(statement) is { } opening)
            return new FollowUp([point], $"And {char.ToLowerInvariant(opening[0])}{opening[1..]}: what matters then?");
        if (SubjectOf(statement) is { } subject && !IsNamed(subject, question.Prompt))
        {
            var alike = missed.Where(other => other == point || subject.Equals(SubjectOf(Plain(question, other)), StringComparison.OrdinalIgnoreCase));
            return new FollowUp([.. alike], $"What can you say about {Inside(subject, question)}?");
        }

        return SubjectOf(statement) is { } named
            ? new FollowUp(missed, $"What else can you say about {Inside(named, question)}?")
            : new FollowUp(missed, verdict.Covered == 0
                ? "Begin with one thing you are sure of. What would you say?"
                : "What else belongs in a complete answer?");
    }

    /// <summary>The words a point is about; null when that is not plain from its first words.</summary>
    internal static string? SubjectOf(string statement)
    {
        var words = statement.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var leading = words.TakeWhile(Adverbs.Contains).Count();
        var end = Enumerable.Range(0, words.Length).FirstOrDefault(at => at > leading && EndsSubject(words, at));
        var subject = end == 0 ? [] : words[leading..end];
        if (subject.Length is 0 or > LongestSubject || subject.Any(word => Clauses.Contains(word) || word[^1] is ',' or ';' or ':'))
            return null;
        if (Pronouns.Contains(subject[0]) || Cases.Contains(subject[0]) || IsCommand(subject[0]) || Joints.Contains(subject[^1]) || subject.All(word => Articles.Contains(word) || word == "AWS"))
            return null;
        return subject.Length <= HarmlessSubject || subject.Length <= LargestShare * words.Length ? string.Join(' ', subject) : null;
    }

    /// <summary><c>Give each tenant …</c>: nobody is the subject.</summary>
    static bool IsCommand(string word) => !word.EndsWith('s') && Verbs.Contains(word.ToLowerInvariant());

    /// <summary>A verb, or what stands before one or behind one that is not known: <c>misses a</c>.</summary>
    static bool EndsSubject(string[] words, int at) => Verbs.Contains(words[at]) || Adverbs.Contains(words[at])
        || (at + 1 < words.Length && words[at + 1] is "a" or "an" or "the" && !Joints.Contains(words[at]));

    /// <summary>The case a point begins with; null when it does not.</summary>
    internal static string? CaseOf(string statement)
    {
        var comma = statement.IndexOf(", ", StringComparison.Ordinal);
        var words = comma < 0 ? [] : statement[..comma].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is > 1 and <= LongestCase && Cases.Contains(words[0]) && (words[0] is "When" or "If" or "Where" || !words.Skip(1).Any(word => Verbs.Contains(word) || Adverbs.Contains(word) || Pronouns.Contains(word)))
            ? string.Join(' ', words) : null;
    }

    static string Plain(RoundQuestion question, int point) => MarkdownText.ToLine(question.Rubric!.Points[point].Point).ToString().TrimEnd('.');

    /// <summary>Whether the question itself names all of it, so that asking about it would ask nothing in particular.</summary>
    static bool IsNamed(string subject, string prompt)
    {
        var known = prompt.Split([' ', ',', '.', '?', ':', ';', '(', ')', '`', '*', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Singular).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return subject.Split(' ').Where(word => !Articles.Contains(word) && !Joints.Contains(word)).All(word => word is "AWS" || known.Contains(Singular(word)));
    }

    static string Singular(string word) => word.Length > 3 && word.EndsWith('s') ? word[..^1] : word;

    /// <summary>As it is written inside a sentence: without the capital that only the beginning gave it.</summary>
    static string Inside(string subject, RoundQuestion question)
    {
        var words = subject.Split(' ');
        var first = words[0];
        var small = $"{char.ToLowerInvariant(first[0])}{first[1..]}";
        var isName = words.Length > 1 && !char.IsLower(words[1][0]);
        var isCommon = Articles.Contains(first) || (!isName && Texts(question).Any(text => text.Split([' ', ',', '.', '?', '\n']).Any(word => Singular(word) == Singular(small))));
        return isCommon ? small + subject[first.Length..] : subject;
    }

    static IEnumerable<string> Texts(RoundQuestion question) =>
        [question.Prompt, .. question.Rubric!.Answers, .. question.Rubric.Points.SelectMany(point => point.Accept.Append(point.Point))];
}
