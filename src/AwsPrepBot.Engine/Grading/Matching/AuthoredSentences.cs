using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>Whole sentences of a text by their words, for finding those that the authors of a question wrote themselves.</summary>
static class AuthoredSentences
{
    const ulong Offset = 14695981039346656037, Prime = 1099511628211;

    /// <summary>Each sentence that is long enough to say one thing only: its clauses, and a hash (FNV-1a) of its words as they are read.</summary>
    public static List<(int First, int End, ulong Hash)> Of(ReadText text)
    {
        var sentences = new List<(int, int, ulong)>();
        for (var first = 0; first < text.Clauses.Length;)
        {
            var end = first + 1;
            while (end < text.Clauses.Length && text.Clauses[end].Sentence == text.Clauses[first].Sentence)
                end++;
            var words = text.Tokens.AsSpan(text.Clauses[first].First, text.Clauses[end - 1].End - text.Clauses[first].First);
            if (words.Length >= Tuning.ShortestAuthored)
                sentences.Add((first, end, Hash(words)));
            first = end;
        }

        return sentences;
    }

    /// <summary>For each clause the hash of its sentence where the authors wrote it, null otherwise.</summary>
    public static ulong?[] HashesOf(ReadText answer, IReadOnlyList<ClauseWorth> worth)
    {
        var hashes = new ulong?[answer.Clauses.Length];
        foreach (var (first, end, hash) in Of(answer))
        {
            for (var at = first; at < end; at++)
                hashes[at] = worth[at] == ClauseWorth.Authored ? hash : null;
        }

        return hashes;
    }

    static ulong Hash(ReadOnlySpan<Token> words)
    {
        var hash = Offset;
        foreach (ref readonly var word in words)
        {
            foreach (var letter in word.Text)
                hash = unchecked((hash ^ letter) * Prime);
            hash = unchecked((hash ^ ' ') * Prime);
        }

        return hash;
    }
}
