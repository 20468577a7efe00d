using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>
/// "No wait, that's wrong: …", "scratch that", "a colleague says …; none of this is true": what stands before is taken back, or
/// was never meant, and counts neither for nor against its author.
/// </summary>
static class Retraction
{
    /// <summary>Takes out what is taken back.</summary>
    public static void Mark(ReadText answer, ClauseWorth[] worth)
    {
        for (var at = 1; at < worth.Length; at++)
        {
            var denial = DenialIn(answer.Tokens, answer.Clauses[at]);
            if (worth[at] == ClauseWorth.Nothing || (denial == Denial.None && !TakesBack(answer.Tokens, answer.Clauses, at)))
                continue;
            // In the middle of a sentence its beginning is meant, at the beginning the sentence before.
            var sentence = answer.Clauses[at - 1].Sentence;
            for (var before = at - 1; before >= 0 && (denial == Denial.OfAll || answer.Clauses[before].Sentence == sentence); before--)
                worth[before] = ClauseWorth.Nothing;
        }
    }

    enum Denial : byte
    {
        None,
        /// <summary>"That is wrong", "which is nonsense": what was said last.</summary>
        OfLast,
        /// <summary>"None of this is true", "he was wrong on all counts".</summary>
        OfAll,
    }

    /// <summary>Whether a clause denies what was said. Right answers speak of "the right tool for all cases" too: only plain forms count.</summary>
    static Denial DenialIn(Token[] tokens, Clause clause)
    {
        var (first, end) = (clause.First, clause.End);
        if (end - first > Tuning.LongestDenial)
            return Denial.None;
        bool denied = false, believes = false, disagrees = false;
        for (var at = first; at < end; at++)
        {
            string Word(int offset) => at + offset >= first && at + offset < end ? tokens[at + offset].Spelled : "";
            var wrong = IsWrong(Word(0)) && !denied;
            if (disagrees && Word(0) is "all" or "every" or "everything" or "any")
                return Denial.OfAll;
            if (wrong && (Word(1), Word(2)) is ("on", "all") or ("from", "start" or "beginning"))
                return Denial.OfAll;
            if (Word(0) == "of" && Word(1) is "this" or "that" or "these" or "those" or "it" or "them" && DeniesAllOf(tokens, at, end, denied && believes))
                return Denial.OfAll;
            if (wrong && at <= first + 2 && Word(-1) is "is" or "are" or "was" or "were" && tokens[first].Spelled is "this" or "that" or "these" or "those" or "which" && end - first <= Tuning.Fragment)
                return Denial.OfLast;
            denied |= tokens[at].Kind == TokenKind.Negator || Word(0) == "against";
            believes |= Word(0) is "believe" or "believing";
            disagrees |= Word(0) is "disagree" or "disagreed";
        }

        return Denial.None;
    }

    /// <summary>"None of this is true", "all of that is wrong", "not believe any of it".</summary>
    static bool DeniesAllOf(Token[] tokens, int of, int end, bool isDisbelieved)
    {
        var quantifier = of > 0 ? tokens[of - 1].Spelled : "";
        if (isDisbelieved && quantifier is "any" or "word")
            return true;
        for (var at = of + 2; at < Math.Min(end - 1, of + 4); at++)
        {
            if (tokens[at].Spelled is not ("is" or "are" or "was" or "were"))
                continue;
            return quantifier is "none" ? tokens[at + 1].Spelled is "true" or "correct" or "right" or "accurate" : quantifier is "all" or "bit" or "each" && IsWrong(tokens[at + 1].Spelled);
        }

        return false;
    }

    static bool IsWrong(string word) => word is "wrong" or "false" or "untrue" or "incorrect" or "mistaken" or "nonsense" or "rubbish" or "bogus";

    static bool TakesBack(Token[] tokens, Clause[] clauses, int at)
    {
        var (first, end) = (clauses[at].First, clauses[at].End);
        while (first < end - 1 && tokens[first].Spelled is "er" or "erm" or "hm" or "hmm" or "uh" or "um" or "oh" or "ah" or "well")
            first++;
        string Word(int offset) => first + offset < end ? tokens[first + offset].Spelled : "";
        var isAlone = first + 1 == end || tokens[first + 1].Labelled;
        return (Word(0), Word(1)) switch
        {
            // "No" alone answers a question at the beginning of a sentence; in the middle of one it takes back.
            ("no", _) when isAlone => clauses[at].Sentence == clauses[at - 1].Sentence,
            ("correction", _) => isAlone,
            ("scratch" or "strike", "that") or ("no" or "actually" or "but", "wait") or ("wait" or "actually" or "sorry", "no") => true,
            ("no", "actually" or "sorry" or "scratch" or "rather") or ("or", "rather") or ("sorry", "i") => true,
            ("i", "take") => Word(2) == "that" && Word(3) == "back",
            ("on", "second") => Word(2) is "thought" or "thoughts",
            _ => false,
        };
    }
}
