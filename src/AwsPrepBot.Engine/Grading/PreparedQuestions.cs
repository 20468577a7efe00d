using System.Collections.Concurrent;
using AwsPrepBot.Engine.Grading.Matching;
using AwsPrepBot.Engine.Grading.Reading;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Grading;

/// <summary>
/// Keeps questions once they are read. By content, not by id: a round's copy may differ from the bank's question of the same
/// id. Bounded: when full it begins anew, which costs each question one more reading. Thread-safe.
/// </summary>
sealed class PreparedQuestions(QuestionBank bank)
{
    /// <summary>Several times a large bank; one takes some 100 kB.</summary>
    const int Most = 512;

    readonly ConcurrentDictionary<OpenQuestion, PreparedQuestion> _prepared = new(new SameContent());

    readonly AnswerReader _reader = new(bank.Vocabulary);

    readonly Lazy<WordWeights> _weights = new(() => WordWeights.Of(bank, new AnswerReader(bank.Vocabulary)));

    /// <summary>The bank whose vocabulary and words these were read with.</summary>
    public QuestionBank Bank => bank;

    public PreparedQuestion Of(OpenQuestion question)
    {
        if (_prepared.TryGetValue(question, out var known))
            return known;
        if (_prepared.Count >= Most)
            _prepared.Clear();
        return _prepared.GetOrAdd(question, added => new PreparedQuestion(added, _reader, _weights.Value));
    }

    /// <summary>Records compare their lists by reference; here two copies of a question are the same.</summary>
    sealed class SameContent : IEqualityComparer<OpenQuestion>
    {
        public bool Equals(OpenQuestion? one, OpenQuestion? other) => ReferenceEquals(one, other)
            || (one is not null && other is not null && one.Id == other.Id && one.Prompt == other.Prompt
                && (ReferenceEquals(one.Answers, other.Answers) || one.Answers.SequenceEqual(other.Answers, StringComparer.Ordinal))
                && one.Rubric.Count == other.Rubric.Count
                && (ReferenceEquals(one.Rubric, other.Rubric) || one.Rubric.Zip(other.Rubric).All(pair => ReferenceEquals(pair.First, pair.Second)
                    || (pair.First.Point == pair.Second.Point && pair.First.Weight.Equals(pair.Second.Weight)
                        && pair.First.Accept.SequenceEqual(pair.Second.Accept, StringComparer.Ordinal)
                        && pair.First.Reject.SequenceEqual(pair.Second.Reject, StringComparer.Ordinal)))));

        public int GetHashCode(OpenQuestion question) => HashCode.Combine(
            question.Id, question.Prompt.Length, question.Rubric.Count, question.Answers.Count > 0 ? question.Answers[0].Length : 0);
    }
}
