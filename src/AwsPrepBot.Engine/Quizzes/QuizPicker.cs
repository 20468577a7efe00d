using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Chooses a quiz's questions: those not asked lately first, none related to another while there is a choice. Pure.</summary>
public static class QuizPicker
{
    /// <summary>At most <paramref name="count"/> questions, the easiest first; fewer where there are no more.</summary>
    /// <param name="bank">Knows which questions are related.</param>
    /// <param name="candidates">What may be asked.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="lastAsked">When each was last put to this audience; those never put are absent.</param>
    /// <param name="seed">Decides among those that were asked equally long ago.</param>
    public static IReadOnlyList<Question> Pick(
        QuestionBank bank, IReadOnlyList<Question> candidates, int count, IReadOnlyDictionary<QuestionId, Instant> lastAsked, long seed)
    {
        var waiting = Shuffle.Order(candidates, seed, question => question.Id.Value)
            .OrderBy(question => lastAsked.TryGetValue(question.Id, out var at) ? at : Instant.MinValue).ToList();
        var picked = new List<Question>();
        while (picked.Count < count && waiting.Count > 0)
        {
            var next = waiting.Find(question => !picked.Exists(other => bank.AreRelated(question.Id, other.Id))) ?? waiting[0];
            waiting.Remove(next);
            picked.Add(next);
        }

        return [.. picked.OrderBy(question => question.Level)];
    }
}
