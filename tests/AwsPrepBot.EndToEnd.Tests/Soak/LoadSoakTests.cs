using System.Collections.Concurrent;
using System.Globalization;
using AwsPrepBot.EndToEnd.Tests.Discord;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>A hundred presses a second for an hour, and how much memory the program holds meanwhile.</summary>
[Collection(Alone.Name)]
public sealed class LoadSoakTests
{
    const int People = 300;
    const int PerSecond = 100;
    const int Ticks = 20;

    /// <summary>What the container and the unit in <c>deploy/</c> allow it.</summary>
    const double MostMegabytes = 384;

    /// <summary>Growth from the second quarter of an hour to the last that is more than the collector's breathing.</summary>
    const double MostGrowth = 24;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan QuestionLasts = TimeSpan.FromSeconds(20);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task Under_load_every_press_is_answered_what_was_acknowledged_is_stored_and_memory_does_not_grow() => SoakPlan.SeededAsync("load", async random =>
    {
        var length = TimeSpan.FromSeconds(SoakPlan.Count("LOAD_SECONDS", usual: 5, full: 3600));
        using var folder = new EmptyFolder();
        await using var discord = await FakeDiscord.StartAsync(
            new FakeDiscordOptions { Patience = Patience, KeepsHistory = false, ValidateAgainstSpec = false, GlobalPerSecond = int.MaxValue }, Cancel);
        var guild = discord.AddGuild();
        var channel = discord.AddChannel(guild);
        var dora = discord.AddMember(guild, "dora", admin: true);
        var people = Enumerable.Range(0, People).Select(number => discord.AddMember(guild, $"m{number}")).ToList();
        await using var process = PrepProcess.Start(folder.Path, null, DiscordStage.SettingsOf(discord, discord.Token));
        await discord.UntilAsync(() => discord.Registrations > 0, "the command registered", Cancel);
        await SayAsync(discord, dora, channel, "setup", ("timezone", "UTC"));

        var (book, busy) = (new Book(), new ConcurrentDictionary<FakeMember, bool>());
        var megabytes = new List<double>();
        var began = TimeProvider.System.GetTimestamp();
        var (asked, question, presses, sampled) = (TimeSpan.FromDays(-1), (FakeMessage?)null, new List<Task>(), 0);
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / Ticks), TimeProvider.System);
        while (TimeProvider.System.GetElapsedTime(began) is var elapsed && elapsed < length)
        {
            if (elapsed - asked > QuestionLasts)
            {
                await Task.WhenAll(presses);
                presses.Clear();
                question = await NextQuestionAsync(discord, dora, channel, question);
                asked = elapsed;
            }
            presses.AddRange(people.Where(one => !busy.ContainsKey(one)).OrderBy(_ => random.Next()).Take(PerSecond / Ticks)
                .Select(one => PressAsync(discord, one, question!, (char)('A' + random.Next(2)), book, busy)).ToList());
            presses.RemoveAll(press => press.IsCompletedSuccessfully);
            Assert.False(process.HasEnded, $"the program ended by itself:\n{process.Errors}");
            if (elapsed >= sampled * Sampling(length))
            {
                megabytes.Add(Resident(process.Id));
                SoakPlan.Say(string.Create(CultureInfo.InvariantCulture, $"load: {elapsed:hh\\:mm\\:ss}, {megabytes[sampled++]:0.0} MB resident, {book.Acknowledged} answers acknowledged, {presses.Count} presses under way"));
            }
            await tick.WaitForNextTickAsync(Cancel);
        }
        await Task.WhenAll(presses);
        var ended = await process.TerminateAsync();
        Assert.True(ended.ExitCode == 0, $"it ended with {ended.ExitCode}:\n{ended.Errors}");

        Assert.Empty(discord.Violations);
        var records = new Records(folder.Database);
        Assert.Empty(book.Wrongs(records).Concat(records.Findings()));
        Assert.True(book.Acknowledged > 0, "nobody answered");
        Assert.True(megabytes.Max() <= MostMegabytes, $"{megabytes.Max():0} MB");
        if (SoakPlan.IsFull)
            Assert.True(Median(megabytes, 3, 4) - Median(megabytes, 1, 2) <= MostGrowth, $"it grew: {string.Join(" ", megabytes.Select(one => one.ToString("0", CultureInfo.InvariantCulture)))} MB");
    });

    /// <summary>Each minute of an hour; the like part of a shorter time.</summary>
    static TimeSpan Sampling(TimeSpan length) => length / 60;

    static async Task<FakeMessage> NextQuestionAsync(FakeDiscord discord, FakeMember dora, FakeChannel channel, FakeMessage? before)
    {
        if (before is not null)
        {
            await SayAsync(discord, dora, channel, "close");
            await discord.EditedAsync(before, message => message.Text.Contains(" closed", StringComparison.Ordinal), Cancel);
        }
        await SayAsync(discord, dora, channel, "post");
        await discord.UntilAsync(() => discord.Messages(channel) is [.., var last] && last != before && last.Buttons.Any(button => button.Label == "A"), "a question", Cancel);
        return discord.Messages(channel)[^1];
    }

    static async Task SayAsync(FakeDiscord discord, FakeMember who, FakeChannel channel, string subcommand, params (string Name, object Value)[] options) =>
        await (await discord.CommandAsync(who, channel, "prep", subcommand, options)).FirstMessage.WaitAsync(Patience, TimeProvider.System, Cancel);

    static async Task PressAsync(FakeDiscord discord, FakeMember who, FakeMessage question, char letter, Book book, ConcurrentDictionary<FakeMember, bool> busy)
    {
        busy[who] = true; // one press at a time, or nobody could say which came last
        book.Tries($"{who.User.Id}", letter);
        var press = await discord.PressLabelAsync(who, question, $"{letter}");
        var receipt = await press.FirstMessage.WaitAsync(Patience, TimeProvider.System, Cancel);
        book.Heard($"{who.User.Id}", receipt.Text.Replace("*", "", StringComparison.Ordinal));
        busy.TryRemove(who, out _);
    }

    static double Median(List<double> values, int fromQuarter, int toQuarter)
    {
        var part = values[(values.Count * fromQuarter / 4)..(values.Count * toQuarter / 4)].Order().ToList();
        return part[part.Count / 2];
    }

    static double Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(':', StringSplitOptions.TrimEntries)[1].Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }
}
