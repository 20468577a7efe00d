using System.Collections.Frozen;
using AwsPrepBot.Engine.Grading.Reading;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>
/// How much a word tells of what somebody means. A word that many questions turn on ("service", "data") tells less than one
/// that few do ("checksum"): counted over the rubrics and model answers of the bank in force. Immutable.
/// </summary>
sealed class WordWeights
{
    readonly FrozenDictionary<string, double> _common;

    WordWeights(IEnumerable<KeyValuePair<string, double>> common) => _common = common.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="bank">The questions; in a handful of them nothing is common.</param>
    /// <param name="reader">Reads them.</param>
    public static WordWeights Of(QuestionBank bank, AnswerReader reader)
    {
        var open = bank.All.Where(question => question.Rubric.Count > 0).ToList();
        if (open.Count < Tuning.FewestForWeights)
            return new([]);
        var shares = open.SelectMany(question => WordsOf(question, reader)).CountBy(word => word).Select(word => KeyValuePair.Create(word.Key, Weight((double)word.Value / open.Count)));
        return new(shares.Where(word => word.Value < 1));
    }

    /// <summary>Above 0, 1 for a word that is not common.</summary>
    public double Of(string text) => _common.TryGetValue(text, out var weight) ? weight : 1;

    static double Weight(double share) => Math.Clamp(Math.Log(share) / Math.Log(Tuning.RareShare), Tuning.LeastWeight, 1);

    static HashSet<string> WordsOf(Question question, AnswerReader reader) =>
        [.. question.Rubric.SelectMany(point => point.Accept.Prepend(point.Point)).Concat(question.Answers).SelectMany(text => reader.Read(text).Tokens).Where(token => token.IsContent).Select(token => token.Text)];
}
