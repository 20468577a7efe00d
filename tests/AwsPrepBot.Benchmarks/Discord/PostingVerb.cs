using System.CommandLine;
using AwsPrepBot.Benchmarks.Served;
using AwsPrepBot.Benchmarks.Start;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.Storage;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Benchmarks.Discord;

/// <summary><c>posting</c>: the daily question of many servers, all due at the same minute, against Discord's limit of 50 requests a second; and the memory so many servers take.</summary>
static class PostingVerb
{
    /// <summary>Long enough for the program to be there, with everything it does at a start done.</summary>
    static readonly Duration Ahead = Duration.FromSeconds(20);

    static readonly Instant Due = Instant.FromUtc(2026, 11, 24, 9, 0);

    public static Command Create()
    {
        var published = new Option<DirectoryInfo?>("--published")
        {
            Description = "The folder of a published program (default: the repository's is published first, which takes a minute)", HelpName = "DIR",
        };
        var channels = new Option<int>("--channels") { Description = "Channels that are due at once, each of a server of its own", DefaultValueFactory = _ => 1_000 };
        var command = new Command("posting", "The daily question in many channels due at once, and memory with as many servers (Linux)") { published.HoldingProgram(), channels.Above(0) };
        command.SetAction(parsed => RunAsync(parsed.GetValue(published)?.FullName, parsed.GetValue(channels), parsed.InvocationConfiguration.Output));
        return command;
    }

    static async Task RunAsync(string? published, int count, TextWriter output)
    {
        var scratch = Directory.CreateTempSubdirectory("prepbot-posting-");
        try
        {
            if (published is null)
            {
                published = Path.Combine(scratch.FullName, "published");
                Progress.Say($"publishing to {published}");
                await Publishing.PublishAsync(published, []);
            }

            var options = new FakeDiscordOptions { ValidateAgainstSpec = false, KeepsHistory = false, IdentifySpacing = TimeSpan.Zero, Patience = TimeSpan.FromMinutes(5) };
            await using var discord = await FakeDiscord.StartAsync(options);
            var channels = Enumerable.Range(0, count).Select(number => discord.AddChannel(discord.AddGuild($"Server {number}"))).ToList();
            var folder = scratch.CreateSubdirectory("run").FullName;
            Progress.Say($"setting up {count:N0} schedules");
            await ScheduleAsync(folder, channels);

            var settings = new Dictionary<string, string>
            {
                ["Discord__Token"] = discord.Token, ["Discord__ApiUrl"] = discord.ApiUrl.ToString(), ["Clock__Start"] = (Due - Ahead).ToString(), ["Logging__LogLevel__Default"] = "Warning", ["Web__Enabled"] = "false",
            };
            await using var bot = await ServedProcess.StartAsync(Publishing.ProgramIn(published), [], folder, settings, () => discord.UntilAsync(() => discord.IsOnline, "the program online"));
            Progress.Say("waiting for nine o'clock");
            await discord.UntilAsync(() => discord.Answered(FakeRoutes.CreateMessage) > 0, "the first question");
            var (begin, idle) = (TimeProvider.System.GetTimestamp(), bot.Look());
            var processor = bot.ProcessorNow;
            await discord.UntilAsync(() => channels.All(channel => discord.Messages(channel).Count > 0), "all questions");
            var took = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
            var twice = channels.Count(channel => discord.Messages(channel).Count > 1);
            var after = bot.Look();

            await output.WriteLineAsync($"{count:N0} channels due at once: {took:N1} s from the first question to the last, {(count - 1) / took:N1} a second; Discord allows {options.GlobalPerSecond} ({(count - 1.0) / options.GlobalPerSecond:N1} s)");
            await output.WriteLineAsync($"posted twice: {twice}; refused for being too fast: {discord.Violations.Count(violation => violation.Kind == FakeViolations.RateLimit)}; processor time of one post: {(bot.ProcessorNow - processor) * 1e6 / count:N0} µs");
            await output.WriteLineAsync($"resident with {count:N0} servers: {idle.Resident:N0} MB before, {after.Resident:N0} MB after ({idle.Anonymous:N0} and {after.Anonymous:N0} MB of its own)");
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>As an admin's setup would leave it, without the requests that would take.</summary>
    static async Task ScheduleAsync(string folder, IReadOnlyList<FakeChannel> channels)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", $"Data Source={Path.Combine(data, "prepbot.db")}")]).Build();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(TimeProvider.System).AddStorage(configuration);
        var host = builder.Build();
        await using var disposal = (IAsyncDisposable)host; // the writer cannot be let go of otherwise
        await host.StartAsync();
        var (schedules, teams) = (host.Services.GetRequiredService<IScheduleStore>(), host.Services.GetRequiredService<ITeamStore>());
        foreach (var (number, channel) in channels.Index())
        {
            var team = new TeamId($"discord:{channel.Guild!.Id}");
            await teams.ClaimGreetingAsync(team, CancellationToken.None);
            var schedule = new Schedule
            {
                Id = new ScheduleId(number + 1), Team = team, Channel = new ChannelId($"{channel.Id}"), Settings = ScheduleSettings.Default("UTC"), Revision = 1, EffectiveFrom = Due - Duration.FromDays(1),
            };
            if (await schedules.SaveAsync(schedule, null, CancellationToken.None) != SaveResult.Saved)
                throw new InvalidOperationException("A schedule was not saved.");
        }

        await host.StopAsync();
    }
}
