using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Grading;
using Spectre.Console;

namespace AwsPrepBot.Verbs;

/// <summary>A verdict for a person.</summary>
static class VerdictText
{
    static readonly Style Bold = new(decoration: Decoration.Bold);
    static readonly Style Dim = new(decoration: Decoration.Dim);

    public static void Write(TextWriter output, string prompt, Verdict verdict) => VerbConsole.Write(output, console =>
    {
        console.Write(new Text($"{prompt.Trim()}\n\n", Dim));
        console.Write(new Text($"{verdict.Score} / 100   {verdict.Covered} of {verdict.Points.Count} points covered\n\n", Bold));
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(1).PadRight(1)).AddColumn();
        foreach (var point in verdict.Points)
        {
            grid.AddRow(new Text(Sign(point.Coverage)), new Text(point.Point));
            if (point.Quotation is { } quotation)
                grid.AddRow(new Text(""), new Text($"\"{quotation.ReplaceLineEndings(" ")}\"", Dim));
        }

        foreach (var flag in verdict.Flags)
            grid.AddRow(new Text("!"), new Text(flag.Message.ReplaceLineEndings(" ")));
        console.Write(grid);
        console.Write(new Text($"\n{verdict.Feedback}\n"));
    });

    static string Sign(Coverage coverage) => coverage switch
    {
        Coverage.Covered => "✓",
        Coverage.Partly => "~",
        Coverage.Contradicted => "!",
        _ => "✗",
    };
}

/// <summary>The measures of a data set for a person.</summary>
static class MeasuresText
{
    public static void Write(TextWriter output, Measures measures, IReadOnlyList<GradedRow> rows) => VerbConsole.Write(output, console =>
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        void Add(string name, string value)
        {
            if (value.Length > 0)
                grid.AddRow(new Text(name), new Text(value));
        }

        Add("rows", $"{measures.Rows:N0}");
        Add("pooled r", $"{measures.PooledR:0.000}");
        Add("mean r within a question", $"{measures.WithinQuestionR:0.000}");
        Add("RMSE", $"{measures.Rmse:0.000}");
        Add("macro-F1", $"{measures.MacroF1:0.000}");
        Add("threshold (train)", $"{measures.Threshold:0.00}");
        if (measures.Threshold is { } threshold)
        {
            foreach (var (split, f1) in Measures.BySplit(rows, threshold))
                Add($"macro-F1 {split}", $"{f1:0.000}");
        }

        Add("in band", $"{measures.InBand:0.0 %}");
        Add("answers a second", $"{measures.AnswersPerSecond:N0}");
        console.Write(grid);
    });
}
