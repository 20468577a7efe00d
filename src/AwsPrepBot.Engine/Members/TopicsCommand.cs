using System.Text;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Members;

/// <summary><c>/prep topics</c>: the bank at a glance, and how much of it the reader has seen.</summary>
public sealed class TopicsCommand(IMemberStore members, CurrentBank bank)
{
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
            Footer = $"{(level is null ? "J is junior, M mid, S senior, A architect. " : "")}A question counts under each of its topics; \"you\" is what you have answered.",
        };
    }

    /// <summary>
    /// A line a topic: how many questions of each level, and how many of them all the reader has answered. Narrow, because a
    /// phone shows some 30 characters of fixed pitch.
    /// </summary>
    static string Table(QuestionBank bank, Level? only, HashSet<QuestionId> seen)
    {
        var levels = only is null ? Levels.All : [only.Value];
        var rows = bank.TopicsOf(new BankFilter(only)).Select(topic => RowOf(topic.Topic)).Prepend(["", .. levels.Select(Head), "you"]).ToList();
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        return string.Join('\n', rows.Select(row => row[0].PadRight(widths[0]) + string.Concat(row.Skip(1).Zip(widths.Skip(1), (cell, width) => $" {cell.PadLeft(width)}"))));

        List<string> RowOf(string topic)
        {
            var questions = bank.Filter(new BankFilter(only, topic));
            var counts = levels.Select(level => questions.Count(question => question.Level == level));
            return [Topics.Name(topic), .. counts.Select(count => count == 0 ? "-" : $"{count}"), $"{questions.Count(question => seen.Contains(question.Id))}"];
        }

        string Head(Level level) => only is null ? level.Word()[..1].ToUpperInvariant() : level.Word();
    }
}
