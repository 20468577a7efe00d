using AwsPrepBot.Engine.Grading.Reading;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>A point of the rubric, read.</summary>
/// <param name="Source">As written.</param>
/// <param name="Accepted">Ways to say it, its own text first.</param>
/// <param name="Rejected">Ways to contradict it.</param>
/// <param name="Numbers">Every number its phrasings contain: none of them is a wrong one.</param>
/// <param name="Hash">Of its text where that is one sentence (<see cref="AuthoredSentences"/>).</param>
sealed record PreparedPoint(RubricPoint Source, Phrase[] Accepted, Phrase[] Rejected, IReadOnlySet<string> Numbers, ulong? Hash);

/// <summary>A question read once, for all its answers. Immutable but for what the index remembers; thread-safe.</summary>
sealed class PreparedQuestion
{
    /// <summary>The question's texts while it is prepared: most are looked at several times.</summary>
    Dictionary<string, ReadText>? _read;

    readonly HashSet<string> _asked;
    readonly HashSet<(string, string)> _askedPairs;
    readonly WordWeights _weights;
    readonly HashSet<string> _compared = [];
    readonly HashSet<(string, string)> _joined = [];
    readonly HashSet<ulong> _authored = [];

    public PreparedQuestion(OpenQuestion question, AnswerReader reader, WordWeights weights)
    {
        _weights = weights;
        Source = question;
        Reader = reader;
        _read = new(StringComparer.Ordinal);
        var prompt = Read(question.Prompt);
        Prompt = prompt;
        _asked = [.. prompt.Tokens.Where(token => token.IsContent).Select(token => token.Text)];
        _askedPairs = [.. prompt.Tokens.Zip(prompt.Tokens.Skip(1), (token, next) => (token.Text, next.Text))];
        Index = new WordIndex(reader.Vocabulary);
        Rivals = FindRivals(question, reader, prompt);
        Points = [.. question.Rubric.Select(Prepare)];
        Models = new ModelTexts([.. question.Answers.Select(Read)], prompt, reader.Vocabulary);
        // Names the question itself speaks of are no slips.
        Spoken = question.Rubric.SelectMany(point => point.Accept.Prepend(point.Point).Concat(point.Reject)).Concat(question.Answers).Append(question.Prompt)
            .SelectMany(text => Read(text).Tokens).Where(token => token.Kind == TokenKind.Name).Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
        _joined = [.. question.Rubric.SelectMany(point => point.Accept.Prepend(point.Point)).Concat(question.Answers).SelectMany(text => Hedge.Joined(Read(text), reader.Vocabulary))];
        Points = Turning(Points);
        Points = Turning(Specific(WithModels(question.Answers)));
        Disarm([.. question.Answers, .. question.Rubric.Select(point => point.Point)]);
        _authored = [.. question.Rubric.Select(point => point.Point).Concat(question.Answers).SelectMany(text => AuthoredSentences.Of(Read(text))).Select(sentence => sentence.Hash)];
        Statements = Points.Count > 0 ? [] : [.. question.Answers.Select(StatementsOf)];
        _read = null;
    }

    public OpenQuestion Source { get; }

    public AnswerReader Reader { get; }

    public ReadText Prompt { get; }

    public WordIndex Index { get; }

    /// <summary>Names the question sets against each other: a point about one is not shown by words about another.</summary>
    public IReadOnlySet<string> Rivals { get; }

    /// <summary>Names in the prompt, the points and the model answers.</summary>
    public IReadOnlySet<string> Spoken { get; }

    public IReadOnlyList<PreparedPoint> Points { get; private set; }

    public ModelTexts Models { get; }

    /// <summary>Without a rubric: what each model answer states, sentence by sentence.</summary>
    public IReadOnlyList<IReadOnlyList<PreparedPoint>> Statements { get; }

    /// <summary>Marks the clauses of sentences that stand so in a point or a model answer.</summary>
    public void MarkAuthored(ReadText answer, ClauseWorth[] worth)
    {
        foreach (var (first, end, hash) in AuthoredSentences.Of(answer))
        {
            if (!_authored.Contains(hash))
                continue;
            for (var at = first; at < end; at++)
                worth[at] = worth[at] == ClauseWorth.Nothing ? ClauseWorth.Nothing : ClauseWorth.Authored;
        }
    }

    /// <summary>Whether one of these must not be taken for the other.</summary>
    public bool AreRivals(string one, string other) => Reader.Vocabulary.AreConfusable(one, other) || (_compared.Contains(one) && _compared.Contains(other));

    /// <summary>Whether the author says both of these opposites in one breath.</summary>
    public bool Joins((string One, string Other) pair) => _joined.Contains(pair) || _joined.Contains((pair.Other, pair.One));

    public bool IsAsked(string text) => _asked.Contains(text);

    /// <summary>Whether the prompt has these two side by side.</summary>
    public bool IsAsked(string text, string next) => _askedPairs.Contains((text, next));

    ReadText Read(string text)
    {
        if (_read!.TryGetValue(text, out var known))
            return known;
        var read = Reader.Read(text);
        _read.Add(text, read);
        return read;
    }

    PreparedPoint Prepare(RubricPoint point)
    {
        var accepted = Phrases(point.Accept.Prepend(point.Point));
        var own = accepted.FirstOrDefault();
        accepted = [.. accepted.Select(phrase => phrase.About(own))];
        Phrase[] rejected = [.. Phrases(point.Reject).Select(phrase => phrase.About(own))];
        var right = accepted.SelectMany(phrase => phrase.Numbers).ToHashSet();
        rejected = [.. rejected.Select(phrase => phrase.With(word => word with { Tells = !right.Contains(word.Word) }))];
        var numbers = point.Accept.Prepend(point.Point).SelectMany(text => Read(text).Tokens)
            .Where(token => token.Kind == TokenKind.Number).Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
        return new(point, accepted, rejected, numbers, AuthoredSentences.Of(Read(point.Point)) is [var only] ? only.Hash : null);
    }

    IReadOnlyList<PreparedPoint> StatementsOf(string answer)
    {
        var read = Read(answer);
        var statements = read.Clauses.GroupBy(clause => clause.Sentence)
            .Select(sentence => answer[read.Tokens[sentence.First().First].Start..read.Tokens[sentence.Last().End - 1].End])
            .Select(text => Prepare(new RubricPoint(text, text.Length, [], [])))
            .Where(point => point.Accepted.Length > 0);
        return Turning([.. statements]);
    }

    /// <summary>What a model answer says of a point is one more way to say it.</summary>
    IReadOnlyList<PreparedPoint> WithModels(IReadOnlyList<string> answers)
    {
        var more = Points.Select(_ => new List<string>()).ToList();
        foreach (var answer in answers)
        {
            var read = Read(answer);
            var grid = new AnswerGrid(this, read, new ClauseWorth[read.Clauses.Length]);
            var results = PointReading.ReadAll(this, Points, grid);
            for (var at = 0; at < Points.Count; at++)
            {
                if (results[at] is { Against: null, Credit: >= Tuning.PartlyFrom, Shown: { } shown })
                    more[at].Add(answer[read.Tokens[read.Clauses[shown.First].First].Start..read.Tokens[read.Clauses[shown.Last].End - 1].End]);
            }
        }

        Index.Forget();
        return [.. Points.Select((point, at) => point with
        {
            Accepted = [.. point.Accepted, .. Phrases(more[at]).Select(phrase => phrase.About(point.Accepted.FirstOrDefault()))],
        })];
    }

    /// <summary>A phrasing that takes what the authors say for its opposite is not used to find contradictions.</summary>
    void Disarm(IReadOnlyList<string> right)
    {
        foreach (var text in right)
        {
            var read = Read(text);
            var grid = new AnswerGrid(this, read, new ClauseWorth[read.Clauses.Length]);
            for (var round = 0; round < Tuning.DisarmRounds; round++)
            {
                var wrong = PointReading.ReadAll(this, Points, grid).Select(result => result.AgainstBy).OfType<Phrase>().ToHashSet(ReferenceEqualityComparer.Instance);
                if (wrong.Count == 0)
                    break;
                Phrase Keep(Phrase phrase) => wrong.Contains(phrase) ? phrase.Disarmed() : phrase;
                Points = [.. Points.Select(point => point with { Accepted = [.. point.Accepted.Select(Keep)], Rejected = [.. point.Rejected.Select(Keep)] })];
            }
        }
    }

    /// <summary>
    /// A subnet may be public and another one private: where both of a pair are right of the same subject, one in place of the
    /// other contradicts nothing.
    /// </summary>
    IReadOnlyList<PreparedPoint> Turning(IReadOnlyList<PreparedPoint> points)
    {
        var said = points.SelectMany(point => point.Accepted).SelectMany(phrase => phrase.Words.Select(word => (word.Text, word.Negated, phrase.Subjects)))
            .Where(word => Reader.Vocabulary.HasOpposite(word.Text)).ToList();
        bool CanTurn(PhraseWord word, Phrase phrase) => !Reader.Vocabulary.HasOpposite(word.Text) || !said.Exists(other => Reader.Vocabulary.AreOpposite(word.Text, other.Text) && other.Negated == word.Negated
            && (other.Subjects.Length == 0 || phrase.Subjects.Length == 0 || other.Subjects.Any(phrase.Subjects.Contains)));
        Phrase Mark(Phrase phrase) => phrase.With(word => word with { CanTurn = CanTurn(word, phrase) });
        return [.. points.Select(point => point with { Accepted = [.. point.Accepted.Select(Mark)], Rejected = [.. point.Rejected.Select(Mark)] })];
    }

    /// <summary>A word that several points need tells little about which of them is meant.</summary>
    static IReadOnlyList<PreparedPoint> Specific(IReadOnlyList<PreparedPoint> points)
    {
        var shared = points.SelectMany(point => point.Accepted.SelectMany(phrase => phrase.Numbers).Distinct()).CountBy(word => word).ToDictionary();
        Phrase Mark(Phrase phrase) => phrase.With(word => word with { Weight = word.Weight / Math.Pow(shared.GetValueOrDefault(word.Word, 1), Tuning.SharedWordPower) });
        return [.. points.Select(point => WithCore(point with { Accepted = [.. point.Accepted.Select(Mark)] }))];
    }

    /// <summary>What the phrasings have in common is one more way to say it.</summary>
    static PreparedPoint WithCore(PreparedPoint point)
    {
        var words = point.Accepted.SelectMany(phrase => phrase.Words.DistinctBy(word => word.Word)).GroupBy(word => word.Word)
            .Where(uses => uses.Count() >= Tuning.CoreUses)
            .Select(uses => uses.GroupBy(word => word.Negated).MaxBy(same => same.Count())!.First() with { Part = 0, Weight = uses.First().Weight * Math.Sqrt(uses.Count()) })
            .ToArray();
        return words.Length < Tuning.CoreWords ? point : point with { Accepted = [.. point.Accepted, new Phrase(words, point.Accepted[0].Subjects, point.Accepted[0].Topics, Quantifiers.None, [.. words.Where(word => word.IsUnderstood).Select(word => word.Text)], mayContradict: false, isCore: true)] };
    }

    Phrase[] Phrases(IEnumerable<string> texts) =>
        [.. texts.Select(text => Phrase.Of(Read(text), Index, _asked, Rivals, _weights)).OfType<Phrase>()];

    HashSet<string> FindRivals(OpenQuestion question, AnswerReader reader, ReadText prompt)
    {
        // What points are about: the name each begins with, or else the first in it.
        var texts = question.Rubric.Select(point => Read(point.Point).Tokens).ToList();
        var openers = texts.Select(tokens => tokens.FirstOrDefault(token => token.IsContent)).Where(token => token.Kind == TokenKind.Name)
            .Select(token => token.Text).ToHashSet(StringComparer.Ordinal);
        var subjects = texts.Select(tokens => tokens.FirstOrDefault(token => token.Kind == TokenKind.Name).Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var compared = prompt.Tokens.Where(token => token.Kind == TokenKind.Name && openers.Contains(token.Text)).Select(token => token.Text).Distinct().ToList();
        // A VPC is no alternative to VPC peering.
        compared.RemoveAll(name => compared.Exists(other => other.StartsWith(name + "_", StringComparison.Ordinal)));
        if (compared.Count > 1)
            _compared.UnionWith(compared);
        HashSet<string> rivals = [.. _compared];
        rivals.UnionWith(subjects.Where(one => subjects.Any(other => reader.Vocabulary.AreConfusable(one, other))));
        return rivals;
    }
}
