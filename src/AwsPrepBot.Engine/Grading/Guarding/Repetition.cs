using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>The same sentence again.</summary>
static class Repetition
{
    /// <summary>Takes out sentences that were there before; true when there were many.</summary>
    public static bool Mark(ReadText answer, ClauseWorth[] worth)
    {
        var seen = new HashSet<ulong>();
        var repeated = 0;
        for (var first = 0; first < worth.Length;)
        {
            var hash = 14695981039346656037UL;
            var end = first;
            for (; end < worth.Length && answer.Clauses[end].Sentence == answer.Clauses[first].Sentence; end++)
            {
                for (var at = answer.Clauses[end].First; at < answer.Clauses[end].End; at++)
                {
                    foreach (var letter in answer.Tokens[at].Text)
                        hash = (hash ^ letter) * 1099511628211UL;
                    hash = (hash ^ ' ') * 1099511628211UL;
                }
            }

            if (!seen.Add(hash))
            {
                repeated++;
                worth.AsSpan(first, end - first).Fill(ClauseWorth.Nothing);
            }

            first = end;
        }

        return repeated >= Tuning.ManyRepetitions;
    }
}
