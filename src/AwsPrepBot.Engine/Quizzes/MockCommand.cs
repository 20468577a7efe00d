using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary><c>/prep mock</c>: an interview for one member alone, in their own words.</summary>
public sealed class MockCommand(PrivateQuizzes personal, CurrentBank bank)
{
    /// <summary>Answers it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var filter = options.ReadFilter(bank.Current);
        if (filter.Problem is not null)
            return filter.Problem;
        if (QuizCommand.Count(options) is not { } count)
            return QuizCommand.NoCount(options);
        var wanted = new QuizFilter(filter.Level.Value, filter.Topic.Value, QuestionKind.Open, count);
        return await personal.BeginAsync(request, new QuizAction.Begin(wanted, IsMock: true), cancellationToken);
    }
}
