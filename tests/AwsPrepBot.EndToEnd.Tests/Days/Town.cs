using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.EndToEnd.Tests.Days;

/// <summary>What a person was answered, read as people read it; only that person sees it.</summary>
sealed record Receipt(string Text, IReadOnlyList<string> Buttons);

/// <summary>Something a person did, and what came of it.</summary>
abstract class Act
{
    /// <summary>Who did it.</summary>
    public abstract string Who { get; }

    /// <summary>The client told the person that the bot did not respond.</summary>
    public abstract bool Failed { get; }

    /// <summary>The answer; null while there is none.</summary>
    public abstract Receipt? Receipt { get; }

    /// <summary>Waits until there is an answer, or there cannot be one: it failed, or the program that took it is gone.</summary>
    public abstract Task SettledAsync(Func<bool> isGone);

    /// <summary>The platform delivers it once more.</summary>
    public abstract Task DeliverAgainAsync();
}

/// <summary>A question in the channel, as everybody sees it.</summary>
abstract class PostedQuestion
{
    /// <summary>What it says now.</summary>
    public abstract string Text { get; }

    /// <summary>All it ever said.</summary>
    public abstract IReadOnlyList<string> Versions { get; }

    /// <summary>Its buttons now.</summary>
    public abstract IReadOnlyList<string> Buttons { get; }

    /// <summary>Waits until it says it is closed.</summary>
    public abstract Task ClosedAsync();
}

/// <summary>
/// A place with a channel and five people, of whom dora manages it, and the built program in a folder of its own that serves
/// them; it can be stopped, killed and started again.
/// </summary>
abstract class Town : IAsyncDisposable
{
    /// <summary>The longest that is waited for is a question's minute.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    readonly EmptyFolder _folder = new();
    readonly List<string> _said = [];
    PrepProcess? _process;
    TaskCompletionSource _serving = NewSignal();
    DateTimeOffset _clock;
    long _startedAt;

    /// <summary>How often the program was started, and how often it ended: who notices a change knows that it was away.</summary>
    public int Turns { get; private set; }

    /// <summary>The program is there and is told what people do.</summary>
    public bool IsServing => _serving.Task.IsCompleted;

    /// <summary>What the program believes the time to be.</summary>
    public DateTimeOffset Now => _clock + TimeProvider.System.GetElapsedTime(_startedAt);

    public string Folder => _folder.Path;

    public string Database => _folder.Database;

    /// <summary>What every process so far said on standard error.</summary>
    public string Said => string.Join("\n--- started again ---\n", [.. _said, _process?.Errors ?? ""]);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What the program is told of the platform.</summary>
    protected abstract IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Starts the program and waits until it is told what people do.</summary>
    /// <param name="clock">The instant it believes it starts at.</param>
    public async Task StartAsync(DateTimeOffset clock)
    {
        var isOnline = Awaiting();
        _clock = clock;
        _startedAt = TimeProvider.System.GetTimestamp();
        var process = _process = PrepProcess.Start(Folder, clock.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture), Settings);
        await UntilAsync(() => isOnline() || process.HasEnded, "the program online");
        if (process.HasEnded)
            throw new InvalidOperationException("The program ended by itself.");
        Turns++;
        _serving.SetResult();
    }

    /// <summary>Waits until the program is there and what people do reaches it.</summary>
    public async Task ServingAsync()
    {
        await _serving.Task.WaitAsync(Patience, TimeProvider.System, Cancel);
        await UntilAsync(() => IsReachable, "a way to the program");
    }

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
        ClearFaults();
        await StartAsync(Now);
    }

    /// <summary>Says <c>/prep …</c> in the channel.</summary>
    public abstract Task<Act> SayAsync(string who, string subcommand, params (string Name, string Value)[] options);

    /// <summary>Presses the button with that label.</summary>
    public abstract Task<Act> PressAsync(string who, PostedQuestion question, string label);

    /// <summary>Waits for the message with that number, from 0, in the channel.</summary>
    public abstract Task<PostedQuestion> QuestionAsync(int number);

    /// <summary>How many messages stand in the channel.</summary>
    public abstract int Messages { get; }

    /// <summary>Holds up whatever brings a closed question's result into the channel, until it is disposed.</summary>
    public abstract IDisposable HoldResults();

    /// <summary>Since when <see cref="ResultOnItsWayAsync"/> looks.</summary>
    public abstract int Mark { get; }

    /// <summary>Waits until the program tries to bring a result.</summary>
    public abstract Task ResultOnItsWayAsync(int since);

    /// <summary>What the platform or its people would not have taken, but for so many unanswered acts that the program's absence excuses.</summary>
    public abstract IReadOnlyList<string> Violations(int excused);

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

    public virtual async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Whether the platform has a way to bring it what people do: where it has none, they are told so at once.</summary>
    protected virtual bool IsReachable => true;

    /// <summary>Asked before a start: what tells that the process started after it is told what people do.</summary>
    protected abstract Func<bool> Awaiting();

    protected abstract Task UntilAsync(Func<bool> condition, string what);

    /// <summary>Takes back the faults that were ordered for a process that is gone.</summary>
    protected abstract void ClearFaults();

    static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    PrepProcess Leave()
    {
        (_serving, Turns) = (NewSignal(), Turns + 1);
        var process = _process ?? throw new InvalidOperationException("The program does not run.");
        _process = null;
        return process;
    }
}
