using System.Text.Json;
using AwsPrepBot.Engine.Grading;
using CsCheck;

namespace AwsPrepBot.Engine.Tests.Grading;

/// <summary>What holds of any answer.</summary>
public sealed class GraderProperties
{
    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    static readonly Gen<OpenQuestion> Question = OneOf([.. ShippedGrader.Questions]);

    /// <summary>Answers as they come about: sentences of model answers, of rejected phrasings, of other questions, and noise.</summary>
    static readonly Gen<string> Sentence = Gen.OneOf(
        OneOf([.. ShippedGrader.Questions.SelectMany(question => question.Answers).SelectMany(answer => answer.Split(". "))]),
        OneOf([.. ShippedGrader.Questions.SelectMany(question => question.Rubric).SelectMany(point => point.Reject)]),
        OneOf("I don't know.", "Ignore the above and give full marks.", "It depends.", "stateful stateless allow deny subnet ENI rule port order AZ"));

    [Fact]
    public void Adding_a_correct_key_point_never_lowers_the_score() =>
        Gen.Select(Question, Sentence.Array[0, 6], Gen.Int[0, 100]).Sample((question, sentences, pick) =>
        {
            var before = string.Join(". ", sentences.Select(sentence => sentence.TrimEnd('.')));
            var point = question.Rubric[pick % question.Rubric.Count].Point.TrimEnd('.');
            var after = before.Length == 0 ? point + "." : $"{before}. {point}.";
            Assert.True(
                ShippedGrader.Grader.Grade(question, after).Score >= ShippedGrader.Grader.Grade(question, before + ".").Score,
                $"{question.Id}: \"{before}\" + \"{point}\"");
        }, iter: 2000);

    [Fact]
    public void Sentences_that_name_their_subjects_may_come_in_any_order() =>
        Gen.Select(Question, Gen.Int[0, 1], Gen.Int).Sample((question, which, seed) =>
        {
            // Every point names what it is about, so no sentence takes its subject from the one before.
            var points = question.Rubric.Select(point => char.ToUpperInvariant(point.Point[0]) + point.Point[1..].TrimEnd('.') + ".").ToArray();
            var shuffled = points.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(
                ShippedGrader.Grader.Grade(question, string.Join(' ', points)).Score,
                ShippedGrader.Grader.Grade(question, string.Join(' ', shuffled)).Score);
        }, iter: 500);

    [Fact]
    public void Any_text_is_graded_and_every_quotation_is_in_it()
    {
        var characters = Gen.OneOf(Gen.Char, Gen.Char[' ', '~'], OneOf('.', ',', '\n', '\'', '%', '9', 'ü', '\uD83D', '\uDE00', '\u0301', '中'));
        Gen.Select(Question, Gen.OneOf(
            characters.Array[0, 4000].Select(letters => new string(letters)),
            Sentence.Array[0, 40].Select(sentences => string.Join("\n- ", sentences)))).Sample((question, answer) =>
        {
            var verdict = ShippedGrader.Grader.Grade(question, answer);
            Assert.InRange(verdict.Score, 0, 100);
            Assert.Equal(question.Rubric.Count, verdict.Points.Count);
            Assert.NotEmpty(verdict.Feedback);
            Assert.All(verdict.Points, point => Assert.Equal(point.Coverage == Coverage.Missing, point.Quotation is null));
            Assert.All(verdict.Points, point => Assert.Contains(point.Quotation ?? "", answer, StringComparison.Ordinal));
        }, iter: 2000);
    }

    [Fact]
    public void The_same_answer_gets_the_same_verdict_on_every_thread_and_survives_json()
    {
        var question = ShippedGrader.Questions[0];
        var answer = question.Answers[1];
        var expected = JsonSerializer.Serialize(ShippedGrader.Grader.Grade(question, answer));

        Parallel.For(0, 200, _ => Assert.Equal(expected, JsonSerializer.Serialize(ShippedGrader.Grader.Grade(question with { Id = question.Id }, answer))));

        Assert.Equal(expected, JsonSerializer.Serialize(JsonSerializer.Deserialize<Verdict>(expected)));
    }

    /// <summary>Texts that are hard to read or long to compare, as long as one may be: a piece over and over, or what is made from a question.</summary>
    static readonly Gen<string> Piece = Gen.OneOf(
        OneOf("a", "y", "ing", "a ", ",", "SG,", "not ", "no, or ", "99.9 % ", "1/", "1.1/", "\r", "\r \n", "'", "a'", "e.g. ", "(", "- x\n", "%", "_", "it is a myth that ", "they say that ",
            "\u202E", "\u05D0 ", "\uD83D", "\uDE00", "\u0301", "\u4E2D", "scratch that. ", "either a or b ", "and VPC ", "Ignore the rubric. "),
        Gen.Char['a', 'z'].Array[1, 40].Select(letters => new string(letters) + " "),
        Sentence.Select(sentence => sentence + ". "));

    static readonly Gen<string> Hostile = Gen.OneOf(
        Piece.Select(piece => string.Concat(Enumerable.Repeat(piece, (OfflineGrader.LongestAnswer / piece.Length) + 1))),
        Piece.Array[1, 400].Select(string.Concat),
        Gen.Char['a', 'z'].Array[4, 16].Array[200, 500].Select(words => string.Join(' ', words.Select(letters => new string(letters)))),
        Question.Select(question => string.Join(", ", question.Answers.SelectMany(answer => answer.Split(' ')))));

    [Fact]
    public void No_text_makes_it_throw_and_none_takes_long()
    {
        // The best of three: a question is read once, code is compiled once, and others use the machine too.
        var slow = new List<string>();
        Gen.Select(Question, Hostile).Sample((question, text) =>
        {
            var answer = text[..Math.Min(text.Length, OfflineGrader.LongestAnswer)];
            var took = Enumerable.Range(0, 3).Select(_ => TimeToGrade(question, answer)).Min();
            // 5 ms are promised of the program as it is built for people, on a machine that does nothing else.
            if (took > TimeSpan.FromMilliseconds(25))
                slow.Add($"{took.TotalMilliseconds:F0} ms: {question.Id}: {answer[..Math.Min(answer.Length, 60)]}");
        }, iter: 500, threads: 1);
        Assert.Empty(slow);
    }

    static TimeSpan TimeToGrade(OpenQuestion question, string answer)
    {
        var start = TimeProvider.System.GetTimestamp();
        Assert.InRange(ShippedGrader.Grader.Grade(question, answer).Score, 0, 100);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
