using System.Text.RegularExpressions;

namespace AwsPrepBot.Engine.Questions;

/// <summary>Recognises wordings that make a multiple-choice question unfair. Patterns are for English texts of a few hundred characters.</summary>
static partial class ChoiceTexts
{
    /// <summary>"All of the above", "none of these", "both answers are right", "A and C": an option about the other options.</summary>
    public static bool RefersToAll(string option)
    {
        var text = Letters(option);
        return AllAbove().IsMatch(text) || AllAlone().IsMatch(text) || LettersAlone().IsMatch(option.Trim());
    }

    /// <summary>The words that name an option by its letter or place, or null.</summary>
    public static string? Position(string text) =>
        First(OptionLetter(), text) ?? First(LetterIsRight(), text) ?? First(OptionPlace(), text) ?? First(PlaceOption(), text);

    /// <summary>The words that mark an option as right, or null.</summary>
    public static string? Mark(string text) => First(RightMark(), text);

    /// <summary>Whether the question asked (not what leads up to it) is turned round by "not", "except" or "never".</summary>
    public static bool NegatesStem(string prompt) => Negation().IsMatch(prompt);

    /// <summary>
    /// Whether <paramref name="text"/> says <paramref name="option"/> word for word. Options of one or two characters and
    /// bare numbers are not looked for: a stem may well hold them for another reason.
    /// </summary>
    public static bool Contains(string text, string option)
    {
        var wanted = QuestionForms.Normalize(option);
        if (wanted.Length < 3 || wanted.All(char.IsDigit))
            return false;
        var within = QuestionForms.Normalize(text);
        for (var at = within.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = within.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            var beginsWord = at == 0 || !IsWord(within[at - 1]) || !IsWord(wanted[0]);
            var endsWord = end == within.Length || !IsWord(within[end]) || !IsWord(wanted[^1]);
            if (beginsWord && endsWord)
                return true;
        }

        return false;
    }

    static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '-' or '_';

    static string? First(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Value.Trim() : null;

    /// <summary>Lower case words without punctuation.</summary>
    static string Letters(string text) => NoLetters().Replace(text.ToLowerInvariant(), " ").Trim();

    [GeneratedRegex(@"[^a-z0-9']+")]
    private static partial Regex NoLetters();

    const string Quantifier = "(?:all|none|both|neither|any|either|each|every|everything|nothing|anything|no|not one|two|three|four|some|several|more than one|only one)";
    const string Others = "(?:of|the|these|those|them|one|ones|two|three|four|five|options?|answers?|choices?|alternatives?|statements?|things?|listed|mentioned|given|stated|others?|other|rest|here)";

    [GeneratedRegex($@"\b{Quantifier}(?: {Others})* (?:above|below|foregoing|aforementioned)(?! \d)\b")]
    private static partial Regex AllAbove();

    [GeneratedRegex($@"^(?:(?:it|they|the answer) (?:is|are) )?{Quantifier}(?: {Others})+(?: (?:is|are|apply|applies|would|will|can|could|do|does|not|be|work|works|correct|right|true|wrong|false|incorrect|valid|possible))*$|^(?:all|none|both|neither|everything|nothing|each|either)(?: (?:is|are) (?:correct|right|true|wrong|false|incorrect))?$")]
    private static partial Regex AllAlone();

    [GeneratedRegex(@"^(?:both |neither |either |all of |only )?\(?[A-Ea-e]\)?(?:(?:,| ?,? ?(?:and|or|nor|&|\+|/)) ?\(?[A-Ea-e]\)?)+\.?$", RegexOptions.IgnoreCase)]
    private static partial Regex LettersAlone();

    // Capital letters only, else "answer a question" would count; "answer A records" and "choice A/B testing" speak of something else.
    [GeneratedRegex(@"\b(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Aa]lternative)s? (?:\(?[`*'""]?[A-E][`*'""]?\)?(?![\w/-])(?! (?:records?|quer(?:y|ies)|and AAAA|or AAAA|grade))|(?:#|[Nn]umber |[Nn]o\. )\d\b|(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)\b(?= (?:is|was|would)))|(?<!DHCP )\b[Oo]ption [1-5]\b")]
    private static partial Regex OptionLetter();

    [GeneratedRegex(@"(?<![\w/.-])\(?[A-E]\)? (?:is|was) (?:the )?(?:right|correct|wrong|incorrect|true|false)\b|\b(?:[Bb]oth|[Nn]either|[Ee]ither) [A-E] (?:and|or|nor) [A-E]\b(?! records?)")]
    private static partial Regex LetterIsRight();

    [GeneratedRegex(@"\b(?:first|second|third|fourth|fifth|last|previous|preceding|following|next|top|bottom|upper|lower|middle|final|1st|2nd|3rd|4th|5th) (?:(?:one|two|three|four|five) )?(?:options?|answers?|alternatives?)\b|\b(?:third|fourth|fifth|previous|preceding|top|bottom) (?:(?:one|two|three) )?choices?\b", RegexOptions.IgnoreCase)]
    private static partial Regex PlaceOption();

    [GeneratedRegex(@"\b(?:options?|answers?|choices?|alternatives?|statements?) (?:above|below)(?! \d)\b|\b(?:above|below)(?:-mentioned)? (?:options?|answers?|choices?|alternatives?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OptionPlace();

    [GeneratedRegex(@"[(\[]\s*(?:correct|right|true|wrong|incorrect|false|answer|key)(?: answer| option| choice)?\s*[)\]]|\b(?:correct|right) (?:answer|option|choice)(?: here)? (?:is|would be)\b|\bthe answer is\b|\banswer:|\bcorrect:|[✓✔✅☑]", RegexOptions.IgnoreCase)]
    private static partial Regex RightMark();

    // Only the clause that asks: "which can X do while Y cannot" asks for what is so.
    [GeneratedRegex(@"\b(?:NOT|EXCEPT|NEVER|LEAST|FALSE|INCORRECT)\b|\b(?i:which|what)\b(?:(?!\b(?i:while|whereas|when|that|who|whose|but|if|because|although|where|so|and)\b)[^?.!])*(?:\b(?i:not|never|cannot|incorrect|false|untrue|wrong)\b|n['’]t\b)[^?]*\?|\b(?i:except|untrue)\b[^?]*\?")]
    private static partial Regex Negation();
}
