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
        /// <summary>"That is wrong", "which is a myth": what was said last.</summary>
        OfLast,
        /// <summary>"None of this is true", "he was wrong on all counts".</summary>
        OfAll,
    }

    static Denial DenialIn(Token[] tokens, Clause clause)
    {
        if (clause.End - clause.First > Tuning.LongestDenial)
            return Denial.None;
        bool wrong = false, right = false, back = false, all = false, none = false, denied = false, disagrees = false;
        for (var at = clause.First; at < clause.End; at++)
        {
            var word = tokens[at].Spelled;
            wrong |= word is "wrong" or "false" or "untrue" or "incorrect" or "mistaken" or "nonsense" or "rubbish" or "bogus";
            right |= word is "true" or "correct" or "right" or "accurate" or "holds" or "believe" or "believing";
            disagrees |= word is "disagree" or "disagreed" or "disbelieve";
            back |= word is "this" or "that" or "these" or "those" or "them" or "they" or "he" or "she" or "which" or "it" or "one";
            all |= word is "all" or "every" or "everything" or "any" or "entirely" or "completely" or "counts" or "whole";
            none |= word is "none" or "neither";
            denied |= tokens[at].Kind == TokenKind.Negator || word is "against";
        }

        if (!back)
            return Denial.None;
        if ((none && right) || (all && ((wrong && !denied) || disagrees || (right && denied))))
            return Denial.OfAll;
        return wrong && !denied && tokens[clause.First].Spelled is "this" or "that" or "these" or "those" or "which" && clause.End - clause.First <= Tuning.Fragment ? Denial.OfLast : Denial.None;
    }

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
