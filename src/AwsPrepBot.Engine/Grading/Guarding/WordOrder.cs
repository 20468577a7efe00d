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
        Conjunction,
        Pronoun,
        End,
    }

    public static bool IsShuffled(ReadText text)
    {
        var tokens = text.Tokens;
        if (tokens.Length < Tuning.ShortestShuffle)
            return false;
        int slips = 0, chances = 0;
        for (var at = 0; at < tokens.Length; at++)
        {
            var sort = SortOf(tokens[at], text);
            if (sort is Sort.Other or Sort.Pronoun)
                continue;
            var ends = at + 1 == tokens.Length || tokens[at + 1].Before == Break.Sentence;
            var next = ends ? Sort.End : SortOf(tokens[at + 1], text);
            chances++;
            slips += IsSlip(sort, next, ends ? "" : tokens[at + 1].Text, tokens[at].Text) ? 1 : 0;
        }

        return slips >= Tuning.FewestSlips && slips >= chances * Tuning.SlipShare;
    }

    static bool IsSlip(Sort sort, Sort next, string nextText, string text) => sort switch
    {
        Sort.Article => next is not Sort.Other,
        Sort.Preposition => next is Sort.Verb or Sort.Conjunction || (next is Sort.End && text is "of" or "from" or "with" or "into" or "at" or "per")
            || (nextText == "of" && text is not "because") || (next is Sort.Preposition && text is "of"),
        Sort.Verb => next is Sort.Verb or Sort.Conjunction && nextText is not ("be" or "been"),
        Sort.Conjunction => next is Sort.End || (next is Sort.Conjunction && text != nextText && nextText is not ("but" or "or")),
        _ => false,
    };

    static Sort SortOf(Token token, ReadText text) => token.Text switch
    {
        // "Device A is …": a name.
        "a" when text.Source[token.Start] == 'A' => Sort.Other,
        "a" or "an" or "the" or "its" or "their" or "your" or "my" or "our" => Sort.Article,
        "of" or "to" or "in" or "for" or "from" or "with" or "by" or "on" or "at" or "into" or "per" => Sort.Preposition,
        "is" or "are" or "was" or "were" => Sort.Verb,
        "and" or "or" or "but" => Sort.Conjunction,
        "it" or "they" or "you" or "we" or "i" => Sort.Pronoun,
        _ => Sort.Other,
    };
}
