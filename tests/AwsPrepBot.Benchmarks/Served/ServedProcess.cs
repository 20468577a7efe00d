using System.Diagnostics;
using AwsPrepBot.Benchmarks.Start;

namespace AwsPrepBot.Benchmarks.Served;

/// <summary>What a process held. MB of 1,000 kB.</summary>
sealed record Memory(double Resident, double Anonymous, double Threads);

/// <summary>A process that serves a fake platform of ours, in a folder of its own. Linux: it reads <c>/proc</c>.</summary>
sealed class ServedProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly Task<string> _errors;
    readonly Task<string> _output;

    ServedProcess(Process process)
    {
        _process = process;
        (_errors, _output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
    }

    /// <summary>Seconds from being asked for until it was told what people do.</summary>
    public double Session { get; private set; }

    /// <summary>Seconds from being asked for until its commands were registered, or found to be.</summary>
    public double Commands { get; private set; }

    /// <summary>Processor time until then.</summary>
    public double Processor { get; private set; }

    /// <summary>It was given a clock, which it says at its start.</summary>
    bool HasClock { get; init; }

    /// <summary>Seconds of processor time so far.</summary>
    public double ProcessorNow => ProcFiles.ProcessorSeconds(_process.Id);

    /// <summary>Starts a process and waits until it is online, then until its commands are known.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="online">Completes when it is told what people do.</param>
    /// <param name="commands">Completes when its commands are registered, or found to be.</param>
    public static async Task<ServedProcess> StartAsync(
        string program, string[] arguments, string folder, Dictionary<string, string> settings, Func<Task> online, Func<Task>? commands = null)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var served = new ServedProcess(Start(program, arguments, folder, settings)) { HasClock = settings.ContainsKey("Clock__Start") };
        // Nothing tells a fake that the program has ended.
        await await Task.WhenAny(online(), served._process.WaitForExitAsync());
        if (served._process.HasExited)
            throw new InvalidOperationException($"The program ended: {await served._errors}");
        served.Session = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
        if (commands is not null)
            await commands();
        served.Commands = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
        served.Processor = served.ProcessorNow;
        return served;
    }

    /// <summary>What it holds now.</summary>
    public Memory Look()
    {
        var status = ProcFiles.Status(_process.Id);
        return new Memory(status["VmRSS"] / 1000.0, status["RssAnon"] / 1000.0, status["Threads"]);
    }

    /// <summary>Asks it to stop and waits for its end. What it said on standard error must be nothing.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await EndedAsync();
        if (await _errors is { Length: > 0 } said && !(HasClock && said.StartsWith("The clock is set:", StringComparison.Ordinal) && said.IndexOf('\n') == said.Length - 1))
            throw new InvalidOperationException($"It had something to say: {said}");
    }

    /// <summary>Ends it at once; what it said on standard error.</summary>
    public async Task<string> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await EndedAsync();
        return await _errors;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await EndedAsync();
        }
        _process.Dispose();
    }

    static Process Start(string program, string[] arguments, string folder, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Settings of the bot that happen to be in our environment would measure something else.
        foreach (var key in start.Environment.Keys.Where(key => key.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(key);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    async Task EndedAsync()
    {
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        await _process.WaitForExitAsync(giveUp.Token);
        await _output;
    }
}
