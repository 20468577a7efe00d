using System.CommandLine;
using AwsPrepBot.Hosting;

namespace AwsPrepBot.Verbs;

/// <summary>What can be typed after the program's name.</summary>
internal static class CommandLine
{
    /// <summary>An argument that begins with @ is a text like any other, not the name of a file with arguments.</summary>
    static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };

    /// <summary>Understands what was typed.</summary>
    public static ParseResult Parse(IReadOnlyList<string> arguments) => Create().Parse(arguments, Plain);

    /// <summary>All verbs.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("AwsPrepBot asks a team one AWS interview question a day. Without a verb it runs; with no chat platform configured, here in the terminal.");
        RunVerb.AddTo(root);
        root.Subcommands.Add(RunVerb.Create());
        root.Subcommands.Add(QuestionsVerb.Create(() => Settings.QuestionsPath(Settings.Load()), TimeProvider.System));
        root.Subcommands.Add(GradeVerb.Create(() => Settings.QuestionsPath(Settings.Load()), TimeProvider.System));
        root.Subcommands.Add(DbVerb.Create(_ => Settings.Load()));
        root.Subcommands.Add(DoctorVerb.Create());
        return root;
    }
}
