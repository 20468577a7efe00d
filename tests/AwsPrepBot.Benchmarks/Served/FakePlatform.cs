namespace AwsPrepBot.Benchmarks.Served;

/// <summary>A platform of our own with a channel, an admin and members, and how programs are started that serve it.</summary>
abstract class FakePlatform : IAsyncDisposable
{
    /// <summary>How many may press.</summary>
    public abstract int Members { get; }

    /// <summary>The labels of the question's letters.</summary>
    public abstract IReadOnlyList<string> Letters { get; }

    /// <summary>Something the program did that the platform does not take; null while there is nothing.</summary>
    public abstract string? Violation { get; }

    /// <summary>The published program.</summary>
    public abstract Task<ServedProcess> StartBotAsync(string program, string folder);

    /// <summary>This program, which answers every press with the same few words.</summary>
    public abstract Task<ServedProcess> StartEmptyRepliesAsync(string folder);

    /// <summary>Sets the channel up and has a question asked in it.</summary>
    public abstract Task AskAsync();

    /// <summary>A member presses a letter of the question; what the receipt says.</summary>
    public abstract Task<string> PressAsync(int member, int letter);

    public abstract ValueTask DisposeAsync();

    /// <summary>What every program is told beside the platform's own settings.</summary>
    protected static Dictionary<string, string> Quiet(params (string Name, string Value)[] settings) =>
        new(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))) { ["Logging__LogLevel__Default"] = "Warning", ["Web__Enabled"] = "false" };
}
