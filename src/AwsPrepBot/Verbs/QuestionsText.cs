using AwsPrepBot.Engine.Questions;
using Spectre.Console;

namespace AwsPrepBot.Verbs;

/// <summary>Questions as a person reads them. All texts of questions go through <see cref="Text"/>, which takes no markup.</summary>
static class QuestionsText
{
    static readonly Style Dim = new(decoration: Decoration.Dim);
    static readonly Style Bold = new(decoration: Decoration.Bold);
    static readonly Style Right = new(Color.Green);

    public static void WriteList(TextWriter output, IReadOnlyList<Question> questions) =>
        VerbConsole.Write(output, console => WriteList(console, questions));

    public static void WriteQuestion(TextWriter output, Question question) =>
        VerbConsole.Write(output, console => WriteQuestion(console, question));

    static void WriteList(IAnsiConsole console, IReadOnlyList<Question> questions)
    {
        var widest = questions.Select(question => question.Id.Value.Length).DefaultIfEmpty().Max();
        foreach (var question in questions)
        {
            console.Write(new Text(question.Id.Value.PadRight(widest), Bold));
            console.Write(new Text($"  {question.Level.Word(),-9}  {string.Join(", ", question.Topics)}\n"));
            console.Write(Indented(new Text(question.Prompt, Dim)));
        }

        var levels = questions.GroupBy(question => question.Level).OrderBy(level => level.Key).Select(level => $"{level.Count()} {level.Key.Word()}");
        var tally = questions.Count == 0 ? "" : $": {string.Join(", ", levels)}";
        console.WriteLine($"{Words.Count(questions.Count, "question")}{tally}");
    }

    static void WriteQuestion(IAnsiConsole console, Question question)
    {
        console.Write(new Text(question.Id.Value + "\n", Bold));
        var facts = $"{question.Level.Word()} · {string.Join(", ", question.Topics)} · checked {QuestionsJson.Date(question.Reviewed)}";
        console.WriteLine(question.Origin is { } origin ? $"{facts} · {origin}" : facts);

        Section(console, "Open question", question.Prompt);
        if (question.Choice is { } choice)
        {
            Section(console, "Multiple choice", choice.Prompt);
            foreach (var option in choice.Options)
                WriteOption(console, option);
        }

        WriteRubric(console, question.Rubric);
        foreach (var (answer, number) in question.Answers.Select((answer, index) => (answer, index + 1)))
            Section(console, question.Answers.Count == 1 ? "Model answer" : $"Model answer {number}", answer);
        if (question.Hint is { } hint)
            Section(console, "Hint", hint);
        if (question.Related.Count > 0)
            Section(console, "Related", string.Join(", ", question.Related));

        // Past Spectre, which would wrap: an address must stay whole to be opened or copied.
        console.Write(new Text("\nSources\n", Bold));
        foreach (var reference in question.References)
            console.Profile.Out.Writer.WriteLine($"  {reference.OriginalString}");
    }

    static void WriteOption(IAnsiConsole console, QuestionOption option)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
        grid.AddRow(
            new Text($"{(option.Correct ? "✓" : " ")} {option.Id}", option.Correct ? Right : Style.Plain),
            new Text(option.Text, option.Correct ? Right : Style.Plain));
        grid.AddRow(new Text(""), new Text(option.Why, Dim));
        console.Write(grid);
    }

    static void WriteRubric(IAnsiConsole console, IReadOnlyList<RubricPoint> rubric)
    {
        if (rubric.Count == 0)
            return;
        console.Write(new Text("\nA complete answer\n", Bold));
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn();
        foreach (var point in rubric)
        {
            grid.AddRow(new Text($"{point.Weight:0.##} ×"), new Text(point.Point));
            foreach (var phrase in point.Accept)
                grid.AddRow(new Text(""), new Text($"also: {phrase}", Dim));
            foreach (var phrase in point.Reject)
                grid.AddRow(new Text(""), new Text($"wrong: {phrase}", Dim));
        }

        console.Write(grid);
    }

    static void Section(IAnsiConsole console, string title, string text)
    {
        console.Write(new Text($"\n{title}\n", Bold));
        console.Write(Indented(new Text(text)));
    }

    static Padder Indented(Text text) => new(text, new Padding(2, 0, 0, 0));
}
