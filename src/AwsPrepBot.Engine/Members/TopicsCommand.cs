using System.Text;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Members;

/// <summary><c>/prep topics</c>: the bank at a glance, and how much of it the reader has seen.</summary>
public sealed class TopicsCommand(IMemberStore members, CurrentBank bank)
{
    const string Seen = "seen";

    /// <summary>Answers it.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var present = bank.Current;
        var filter = options.ReadFilter(present);
        if (filter.Problem is not null)
            return filter.Problem;
        var level = filter.Level.Value;
        var questions = present.Filter(new BankFilter(level));
        if (questions.Count == 0)
            return Card.Plain(level is null ? "There are no questions yet." : $"There are no {level.Value.Word()} questions yet.");
        var attempts = await members.AttemptsAsync(request.Team, request.Speaker.Member, cancellationToken);
        var seen = attempts.Select(attempt => attempt.Question).ToHashSet();
        var kind = level is null ? "" : $"{level.Value.Word()} ";
        return new Card
        {
            Title = [Span.Strong(level is null ? "Topics" : $"Topics · {level.Value.Word()}")],
            Blocks =
            [
                new TextBlock($"{Words.Count(questions.Count, $"{kind}question")}, of which you have answered {questions.Count(question => seen.Contains(question.Id))}."),
                new CodeBlock(Table(present, level, seen)),
            ],
            Footer = ["A question counts under each of its topics. ", Span.Code("/prep stats"), " shows how your answers went."],
        };
    }

    /// <summary>A line a topic: how many questions of each level, and how many of them all the reader has answered.</summary>
    static string Table(QuestionBank bank, Level? only, HashSet<QuestionId> seen)
    {
        var levels = only is null ? Levels.All : [only.Value];
        var topics = bank.TopicsOf(new BankFilter(only));
        var nameWidth = topics.Max(topic => Topics.Name(topic.Topic).Length);
        var text = new StringBuilder().Append(' ', nameWidth);
        foreach (var level in levels)
            text.Append(' ').Append(Head(level, only));
        text.Append(' ').Append(Seen);
        foreach (var topic in topics)
        {
            var questions = bank.Filter(new BankFilter(only, topic.Topic));
            text.Append('\n').Append(Topics.Name(topic.Topic).PadRight(nameWidth));
            foreach (var level in levels)
            {
                var count = questions.Count(question => question.Level == level);
                text.Append(' ').Append((count == 0 ? "-" : count.ToString()).PadLeft(Head(level, only).Length));
            }

            text.Append(' ').Append(questions.Count(question => seen.Contains(question.Id)).ToString().PadLeft(Seen.Length));
        }

        return text.ToString();
    }

    /// <summary>Four of them side by side must fit a phone.</summary>
    static string Head(Level level, Level? only) => only is null ? level.Word()[..3] : level.Word();
}
