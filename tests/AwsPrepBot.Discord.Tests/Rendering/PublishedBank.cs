using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>The questions of this repository.</summary>
internal static class PublishedBank
{
    public static QuestionBank Load()
    {
        var files = Directory.GetFiles(Path.Combine(Root(), "questions"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file))).ToList();
        // Tomorrow by UTC: the reviewer may live east of this machine.
        var loaded = QuestionBankLoader.Load(files, TimeProvider.System.GetToday(DateTimeZone.Utc).PlusDays(1));
        return loaded.Bank ?? throw new InvalidOperationException(string.Join('\n', loaded.Findings));
    }

    /// <summary>The repository's folder.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AwsPrepBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run in the repository.");
        return folder.FullName;
    }
}
