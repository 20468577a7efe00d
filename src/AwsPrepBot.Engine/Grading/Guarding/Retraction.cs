using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>"No wait, that's wrong: …", "scratch that": what stands before is taken back and counts neither for nor against its author.</summary>
static class Retraction
{
    /// <summary>Takes out what is taken back.</summary>
    public static void Mark(ReadText answer, ClauseWorth[] worth)
    {
        for (var at = 1; at < worth.Length; at++)
        {
            if (worth[at] == ClauseWorth.Nothing || !TakesBack(answer.Tokens, answer.Clauses, at))
                continue;
            // In the middle of a sentence its beginning is meant, at the beginning the sentence before.
            var sentence = answer.Clauses[at - 1].Sentence;
            for (var before = at - 1; before >= 0 && answer.Clauses[before].Sentence == sentence; before--)
                worth[before] = ClauseWorth.Nothing;
        }
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
