using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary><c>/prep quiz</c>: several questions at once, alone or with everyone in the channel.</summary>
public sealed class QuizCommand(PrivateQuizzes personal, ChannelQuizzes shared, CurrentBank bank)
{
    const int UsualCount = 5;
    const int UsualSeconds = 30;
    const int FewestSeconds = 5;
    const int MostSeconds = 300;

    /// <summary>Answers it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var filter = options.ReadFilter(bank.Current);
        if (filter.Problem is not null)
            return filter.Problem;
        if (Count(options) is not { } count)
            return NoCount(options);
        if (Number(options, "seconds", UsualSeconds, FewestSeconds, MostSeconds) is not { } seconds)
            return Card.Refusal($"{Words.Quote(options.Text("seconds")!)} is no time for a question. Use {FewestSeconds} to {MostSeconds} seconds, for example seconds=30.");

        var kind = options.Text("kind") is { } word ? QuestionKinds.Parse(word) ?? QuestionKind.Choice : QuestionKind.Choice;
        var wanted = new QuizFilter(filter.Level.Value, filter.Topic.Value, kind, count);
        var isShared = options.Text("mode")?.Equals("channel", StringComparison.OrdinalIgnoreCase) is true;
        if (isShared && kind != QuestionKind.Choice)
            return Card.Refusal(["A quiz in the channel is multiple choice. Leave ", Span.Code("kind"), " out, or take ", Span.Code("mode=solo"), "."]);
        if (!isShared && options.Text("seconds") is not null)
            return Card.Refusal(["Alone you have all the time you want. ", Span.Code("seconds"), " is for ", Span.Code("mode=channel"), "."]);
        return isShared
            ? await shared.StartAsync(request, wanted, Duration.FromSeconds(seconds), cancellationToken)
            : await personal.BeginAsync(request, new QuizAction.Begin(wanted), cancellationToken);
    }

    /// <summary>How many questions are wanted; null when what was given is no such number.</summary>
    internal static int? Count(OptionReader options) => Number(options, "count", UsualCount, 1, QuizRules.MostQuestions);

    /// <summary>What is wrong with it then.</summary>
    internal static Card NoCount(OptionReader options) =>
        Card.Refusal($"{Words.Quote(options.Text("count")!)} is no count. Use a number from 1 to {QuizRules.MostQuestions}, for example count=5.");

    static int? Number(OptionReader options, string name, int usual, int least, int most)
    {
        if (options.Text(name) is not { } text)
            return usual;
        return int.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) && number >= least && number <= most ? number : null;
    }
}
