using System.CommandLine.Parsing;
using AwsPrepBot.Discord;
using AwsPrepBot.Grading;
using AwsPrepBot.Hosting;
using AwsPrepBot.Storage;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Hostile;
using AwsPrepBot.Verbs;
using AwsPrepBot.Web;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Tests.Hostile;

/// <summary>What an operator gives the program, spoilt: arguments, settings, data sets.</summary>
public sealed class FuzzTests
{
    [Fact]
    public Task Arguments_are_understood_or_refused() =>
        Fuzz.TextsAsync("arguments", 20, text => Assert.NotNull(CommandLine.Parse([.. CommandLineParser.SplitCommandLine(text)])));

    [Fact]
    public Task A_row_of_a_data_set_is_read_or_refused() => Fuzz.TextsAsync("rows", 40, text =>
    {
        foreach (var line in text.Split('\n').Take(100)) // each is a row of its own
        {
            var (row, problem) = Dataset.Read(line);
            Assert.True(row is null != problem is null);
        }
    });

    [Fact]
    public Task A_setting_is_taken_or_refused_with_its_key() => Fuzz.TextsAsync("settings", 20, text =>
    {
        foreach (var key in new[] { Settings.ClockStart, WebAddress.UrlKey, WebAddress.EnabledKey, "Storage:ConnectionString", "Discord:ApiUrl", "Discord:Token", "Admins:0" })
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, text)]).Build();
            try
            {
                Settings.Clock(configuration);
                Settings.Admins(configuration);
                Assert.NotNull(Settings.Strangers(configuration).ToList());
                WebAddress.Read(configuration, isTerminal: false);
                DiscordServices.IsWanted(configuration);
                DiscordServices.IsOnThisMachine(configuration);
                _ = Database.From(configuration).FullPath;
            }
            catch (Exception refused) when (refused is ConfigurationProblemException or StorageException)
            {
                Assert.Contains(key, refused.Message, StringComparison.Ordinal);
            }
        }
    });
}
