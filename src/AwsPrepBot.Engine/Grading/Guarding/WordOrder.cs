using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>
/// Tells a text from its words in any order: an article before a preposition, "is" after "of", a sentence that ends in
/// "the". Everybody slips now and then; a shuffled text does so everywhere.
/// </summary>
static class WordOrder
{
    enum Sort : byte
    {
        Other,
        Article,
        Preposition,
        Verb,
        Modal,
        Conjunction,
        Pronoun,
        Subordinator,
        End,
    }

    /// <param name="text">The answer.</param>
    /// <param name="worth">Of its clauses; the authors' own sentences tell nothing of the others' order.</param>
    /// <param name="careful">Whether only what is plainly shuffled counts: where nothing but likeness is graded, rough English costs enough.</param>
    public static bool IsShuffled(ReadText text, ReadOnlySpan<ClauseWorth> worth, bool careful)
    {
        var own = 0;
        var authored = new bool[text.Tokens.Length];
        for (var clause = 0; clause < worth.Length; clause++)
        {
            var (first, end) = (text.Clauses[clause].First, text.Clauses[clause].End);
            if (worth[clause] == ClauseWorth.Authored)
                authored.AsSpan(first, end - first).Fill(true);
            else
                own += end - first;
        }

        if (own < Tuning.ShortestShuffle)
            return false;
        var (slips, chances) = Count(text, authored);
        return careful
            ? slips >= Tuning.FewestPlainSlips && slips >= chances * Tuning.PlainSlipShare
            : slips >= Tuning.FewestSlips && slips >= chances * Tuning.SlipShare;
    }

    /// <summary>Where a function word stands, and where it cannot.</summary>
    internal static (int Slips, int Chances) Count(ReadText text, ReadOnlySpan<bool> without)
    {
        var tokens = text.Tokens;
        int slips = 0, chances = 0;
        for (var at = 0; at < tokens.Length; at++)
        {
            // "For a while": a noun.
            if (at > 0 && tokens[at].Text == "while" && tokens[at - 1].Text == "a")
                continue;
            var sort = without[at] ? Sort.Other : SortOf(tokens[at], text);
            if (sort == Sort.Other)
                continue;
            var ends = at + 1 == tokens.Length || tokens[at + 1].Before == Break.Sentence;
            // What a comma or a bracket parts does not follow.
            if (!ends && tokens[at + 1].Before != Break.None && sort != Sort.Article)
                continue;
            var next = ends ? Sort.End : SortOf(tokens[at + 1], text);
            chances++;
            slips += IsSlip(tokens[at].Text, sort, ends ? "" : tokens[at + 1].Text, next) ? 1 : 0;
        }

        return (slips, chances);
    }

    static bool IsSlip(string text, Sort sort, string nextText, Sort next) => sort switch
    {
        Sort.Article => next != Sort.Other && nextText != "while",
        Sort.Preposition => (next is Sort.Verb && !(text == "to" && nextText is "be" or "have" or "do")) || next is Sort.Modal or Sort.Conjunction || (next is Sort.End && text is "of" or "from" or "with" or "into" or "at" or "per" or "by" or "for")
            || (nextText == "of" && text is not ("because" or "out")) || (next is Sort.Preposition && text is "of" or "with" or "by" or "per"),
        Sort.Verb => (next is Sort.Verb && nextText is not ("been" or "being")) || next is Sort.Modal || (next is Sort.Conjunction && nextText is not "but"),
        Sort.Modal => next is Sort.Modal or Sort.Preposition or Sort.Article || (next is Sort.Verb && nextText is not ("be" or "have" or "do")),
        Sort.Conjunction => next is Sort.End || (next is Sort.Conjunction && text != nextText && nextText is not ("but" or "or")),
        Sort.Pronoun => next is Sort.Pronoun,
        Sort.Subordinator => next is Sort.End || (next is Sort.Conjunction) || nextText == "of",
        _ => false,
    };

    static Sort SortOf(Token token, ReadText text) => token.Text switch
    {
        // "Device A is …": a name.
        "a" when text.Source[token.Start] == 'A' => Sort.Other,
        "a" or "an" or "the" or "its" or "their" or "your" or "my" or "our" => Sort.Article,
        "of" or "to" or "in" or "for" or "from" or "with" or "by" or "on" or "at" or "into" or "per" => Sort.Preposition,
        "is" or "are" or "was" or "were" or "be" or "been" or "has" or "have" or "does" or "do" => Sort.Verb,
        "can" or "will" or "must" or "should" or "would" or "could" or "may" or "might" => Sort.Modal,
        "and" or "or" or "but" => Sort.Conjunction,
        "it" or "they" or "you" or "we" or "i" => Sort.Pronoun,
        "that" or "which" or "because" or "if" or "when" or "while" or "so" => Sort.Subordinator,
        _ => Sort.Other,
    };
}
