using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>
/// The formula that needs no rubric: <c>S = sqrt(0.6·A + 0.4·C)</c>, where A is the share of a model answer's stems that the
/// answer has and C the share of its character 3-, 4- and 5-grams. Both are means of two shares: of everything, and of what
/// the prompt does not already say. All model answers of a question at once; immutable but for what the index remembers.
/// </summary>
sealed class ModelTexts
{
    readonly WordIndex _index;
    readonly (int Word, bool IsAsked)[][] _stems;
    readonly GramTable _grams;

    /// <param name="texts">The model answers; one that says nothing is left out.</param>
    /// <param name="prompt">What was asked.</param>
    /// <param name="vocabulary">Of the bank.</param>
    public ModelTexts(IReadOnlyList<ReadText> texts, ReadText prompt, Vocabulary vocabulary)
    {
        _index = new WordIndex(vocabulary.NamesOnly);
        HashSet<string> asked = [.. AnswerReader.PlainTokensOf(prompt.Lexemes).Where(token => token.IsContent).Select(token => token.Text)];
        Token[][] models = [.. texts.Select(text => AnswerReader.PlainTokensOf(text.Lexemes)).Where(tokens => tokens.Any(Counts))];
        _stems = [.. models.Select(tokens => tokens.Where(Counts).DistinctBy(token => token.Text).Select(token => (_index.Add(token), asked.Contains(token.Text))).ToArray())];
        _grams = new GramTable([.. models.Select(tokens => (tokens, tokens.Where(token => token.IsContent && !asked.Contains(token.Text)).ToArray()))]);
    }

    public int Count => _stems.Length;

    /// <summary>0 to 1: the mean of the two best, since a second wording that also fits says more than one alone.</summary>
    /// <param name="answer">What was answered.</param>
    /// <param name="worth">Of its clauses: those that count for nothing are not read.</param>
    public double Likeness(ReadText answer, IReadOnlyList<ClauseWorth> worth)
    {
        var alike = new float[_index.Count];
        var counts = new GramTable.Counting(_grams);
        _ = _grams.ReadThrough();
        Take(answer, worth, alike, counts);
        double best = 0, second = 0;
        for (var at = 0; at < _stems.Length; at++)
        {
            var likeness = Likeness(_stems[at], alike, counts.Of(at), _grams.Total(at));
            if (likeness > best)
                (best, second) = (likeness, best);
            else if (likeness > second)
                second = likeness;
        }

        return _stems.Length > 1 ? (best + second) / 2 : best;
    }

    /// <summary>Negations too: an answer without the model's "not" lacks something.</summary>
    static bool Counts(Token token) => token.Kind != TokenKind.Stop;

    void Take(ReadText answer, IReadOnlyList<ClauseWorth> worth, float[] alike, GramTable.Counting counts)
    {
        var tokens = AnswerReader.PlainTokensOf(answer.Lexemes);
        var first = 0;
        var clause = 0;
        for (var at = 0; at <= tokens.Length; at++)
        {
            if (at < tokens.Length && !IsDropped(tokens[at], answer, worth, ref clause))
            {
                Take(tokens[at], alike);
                continue;
            }

            CharacterGrams.Collect(tokens, first, at, counts);
            first = at + 1;
        }
    }

    void Take(in Token token, float[] alike)
    {
        if (!Counts(token))
            return;
        foreach (var hit in _index.Find(token))
        {
            if (hit.Relation == Relation.Same)
                alike[hit.Word] = Math.Max(alike[hit.Word], hit.Alike);
        }
    }

    /// <param name="token">Of the answer as it is read here.</param>
    /// <param name="answer">The answer as it is read for the points.</param>
    /// <param name="worth">Of its clauses.</param>
    /// <param name="clause">The clause to begin with: tokens come in order.</param>
    static bool IsDropped(in Token token, ReadText answer, IReadOnlyList<ClauseWorth> worth, ref int clause)
    {
        while (clause < answer.Clauses.Length && answer.Tokens[answer.Clauses[clause].End - 1].End <= token.Start)
            clause++;
        return clause < answer.Clauses.Length && worth[clause] == ClauseWorth.Nothing && answer.Tokens[answer.Clauses[clause].First].Start <= token.Start;
    }

    static double Likeness((int Word, bool IsAsked)[] words, float[] alike, GramCount grams, GramCount total)
    {
        double all = 0, unasked = 0;
        var unaskedCount = 0;
        foreach (var (word, isAsked) in words)
        {
            all += alike[word];
            if (isAsked)
                continue;
            unasked += alike[word];
            unaskedCount++;
        }

        var stems = Mean(all / words.Length, unaskedCount == 0 ? null : unasked / unaskedCount, Tuning.UnaskedStemShare);
        var letters = total.All == 0 ? 0 : Mean((double)grams.All / total.All, total.Unasked == 0 ? null : (double)grams.Unasked / total.Unasked, Tuning.UnaskedLetterShare);
        return Math.Sqrt((Tuning.StemShare * stems) + (Tuning.LetterShare * letters));
    }

    static double Mean(double all, double? unasked, double share) => unasked is { } own ? ((1 - share) * all) + (share * own) : all;
}
