using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.TestKit;

/// <summary>The questions of this repository.</summary>
public static class PublishedBank
{
    /// <summary>All of them.</summary>
    public static QuestionBank Load()
    {
        var files = Directory.GetFiles(Repository.PathOf("questions"), "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file))).ToList();
        // Tomorrow by UTC: the reviewer may live east of this machine.
        var loaded = QuestionBankLoader.Load(files, TimeProvider.System.GetToday(DateTimeZone.Utc).PlusDays(1));
        return loaded.Bank ?? throw new InvalidOperationException(string.Join('\n', loaded.Findings));
    }
}
