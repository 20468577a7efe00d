using AwsPrepBot.Engine.Questions;
using Spectre.Console;

namespace AwsPrepBot.Verbs;

/// <summary><c>questions stats</c> for a person.</summary>
static class StatsText
{
    public static void Write(TextWriter output, BankStatistics stats) => VerbConsole.Write(output, console => Write(console, stats));

    static void Write(IAnsiConsole console, BankStatistics stats)
    {
        console.WriteLine($"{Words.Count(stats.Questions, "question")}: {stats.Choice} as multiple choice, {stats.Open} open");
        console.WriteLine();
        console.Write(TopicTable(stats));
        console.WriteLine();
        WriteRightOptions(console, stats);
        console.WriteLine();
        console.Write(LengthTable(stats));
        console.WriteLine();
        console.WriteLine(Reviews(stats));
        console.WriteLine();
        console.Write(SourceTable(stats));
    }

    static Table TopicTable(BankStatistics stats)
    {
        var table = Plain("topic", [.. Levels.All.Select(level => level.Word()), "all"]);
        foreach (var topic in stats.Topics.OrderByDescending(topic => topic.Total).ThenBy(topic => topic.Topic, StringComparer.Ordinal))
            AddRow(table, topic.Topic, [.. Levels.All.Select(level => topic.ByLevel[level]), topic.Total]);
        AddRow(table, "questions", [.. Levels.All.Select(level => stats.ByLevel[level]), stats.Questions]);
        return table;
    }

    static void WriteRightOptions(IAnsiConsole console, BankStatistics stats)
    {
        if (stats.Choice == 0)
            return;
        console.WriteLine($"Right option's id: {string.Join(", ", stats.RightIds.Select(right => $"{right.Key} {right.Value}"))}");
        console.WriteLine($"Right option is the longest: {stats.RightIsLongest} of {stats.Choice} ({100.0 * stats.RightIsLongest / stats.Choice:0} %)");
    }

    static Table LengthTable(BankStatistics stats)
    {
        var table = Plain("characters", "texts", "shortest", "median", "longest");
        foreach (var text in stats.Lengths)
            AddRow(table, text.Text, text.Count, text.Shortest, text.Median, text.Longest);
        return table;
    }

    static string Reviews(BankStatistics stats)
    {
        if (stats is not { OldestReview: { } oldest, LatestReview: { } latest })
            return "";
        var span = oldest == latest ? $"on {QuestionsJson.Date(oldest)}" : $"{QuestionsJson.Date(oldest)} to {QuestionsJson.Date(latest)}";
        return $"Checked {span}: {stats.Ages.OverSixMonths} more than 6 months ago, {stats.Ages.OverTwelveMonths} more than 12";
    }

    static Table SourceTable(BankStatistics stats)
    {
        var table = Plain("source", "references");
        foreach (var source in stats.Sources)
            AddRow(table, $"{source.Host}/{source.Service}", source.References);
        return table;
    }

    static Table Plain(string first, params string[] numbers)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn(new Text(first, new Style(decoration: Decoration.Bold))).PadLeft(0));
        foreach (var number in numbers)
            table.AddColumn(new TableColumn(new Text(number, new Style(decoration: Decoration.Bold))).RightAligned().PadLeft(2));
        return table;
    }

    static void AddRow(Table table, string name, params int[] numbers) =>
        table.AddRow([new Text(name), .. numbers.Select(number => new Text(number == 0 ? "–" : $"{number:N0}"))]);
}
