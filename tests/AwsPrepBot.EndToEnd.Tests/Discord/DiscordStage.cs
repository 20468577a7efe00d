using System.Globalization;
using System.Text.Json;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>A server with five people, and the built program in a folder of its own that serves them; it can be stopped, killed and started again.</summary>
sealed class DiscordStage : IAsyncDisposable
{
    /// <summary>The longest that is waited for is a question's minute.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly EmptyFolder _folder = new();
    readonly List<string> _said = [];
    PrepProcess? _process;
    TaskCompletionSource _serving = NewSignal();
    DateTimeOffset _clock;
    long _startedAt;

    DiscordStage(FakeDiscord discord)
    {
        Discord = discord;
        var guild = discord.AddGuild();
        Channel = discord.AddChannel(guild);
        (Dora, Ana, Ben, Cho, Dee) = (discord.AddMember(guild, "dora", admin: true), discord.AddMember(guild, "ana"), discord.AddMember(guild, "ben"),
            discord.AddMember(guild, "cho"), discord.AddMember(guild, "dee"));
    }

    public FakeDiscord Discord { get; }

    public FakeChannel Channel { get; }

    /// <summary>She may set the schedule.</summary>
    public FakeMember Dora { get; }

    public FakeMember Ana { get; }

    public FakeMember Ben { get; }

    public FakeMember Cho { get; }

    public FakeMember Dee { get; }

    /// <summary>How often the program was started, and how often it ended: who notices a change knows that it was away.</summary>
    public int Turns { get; private set; }

    /// <summary>The program is there and has a session.</summary>
    public bool IsServing => _serving.Task.IsCompleted;

    /// <summary>What the program believes the time to be.</summary>
    public DateTimeOffset Now => _clock + TimeProvider.System.GetElapsedTime(_startedAt);

    public string Folder => _folder.Path;

    public string Database => _folder.Database;

    /// <summary>What every process so far said on standard error.</summary>
    public string Said => string.Join("\n--- started again ---\n", [.. _said, _process?.Errors ?? ""]);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DiscordStage> OpenAsync() =>
        // Short beats, so that some fall into each of the program's short lives.
        new(await FakeDiscord.StartAsync(new FakeDiscordOptions { Patience = Patience, HeartbeatInterval = TimeSpan.FromSeconds(5) }, Cancel));

    /// <summary>Starts the program and waits until it has a session and its command is registered.</summary>
    /// <param name="clock">The instant it believes it starts at.</param>
    public async Task StartAsync(DateTimeOffset clock)
    {
        var sessions = Sessions();
        _clock = clock;
        _startedAt = TimeProvider.System.GetTimestamp();
        _process = PrepProcess.Start(Folder, clock.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture), Settings(Discord, Discord.Token));
        await Discord.UntilAsync(() => (Sessions() > sessions && Discord.Registrations > 0) || _process.HasEnded, "a session of the program's", Cancel);
        if (_process.HasEnded)
            throw new InvalidOperationException("The program ended by itself.");
        Turns++;
        _serving.SetResult();
    }

    /// <summary>Waits until the program is there.</summary>
    public Task ServingAsync() => _serving.Task.WaitAsync(Patience, TimeProvider.System, Cancel);

    /// <summary>Stops it as a service manager does.</summary>
    public async Task StopAsync()
    {
        var ended = await Leave().TerminateAsync();
        _said.Add(ended.Errors);
        Assert.Equal(0, ended.ExitCode);
    }

    /// <summary><c>kill -9</c>, then another process on the same database, the clock running on.</summary>
    public async Task KillAndStartAgainAsync()
    {
        var process = Leave();
        await process.KillAsync();
        _said.Add(process.Errors);
        Discord.ClearFaults();
        await StartAsync(Now);
    }

    /// <summary>The right letter of the question asked last, and one that is wrong: looked up in the database, where no member can.</summary>
    public async Task<(char Right, char Wrong)> LettersAsync()
    {
        await using var database = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(Cancel);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT question FROM rounds ORDER BY opened_at DESC LIMIT 1";
        using var question = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(Cancel))!);
        var right = question.RootElement.GetProperty("right")[0].GetString();
        var ids = question.RootElement.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("id").GetString()).ToList();
        return ((char)('A' + ids.IndexOf(right)), (char)('A' + ids.FindIndex(id => id != right)));
    }

    /// <summary>What the program is told of the fake; the token may be another.</summary>
    public static Dictionary<string, string> Settings(FakeDiscord discord, string token) =>
        new() { ["Discord__Token"] = token, ["Discord__ApiUrl"] = discord.ApiUrl.ToString() };

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        await Discord.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The program looks at its commands when it has learned of its session.</summary>
    int Sessions() => Discord.Requests.Count(request => request is { Route: FakeRoutes.GetCommands, Status: 200 });

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    PrepProcess Leave()
    {
        (_serving, Turns) = (NewSignal(), Turns + 1);
        var process = _process ?? throw new InvalidOperationException("The program does not run.");
        _process = null;
        return process;
    }
}
