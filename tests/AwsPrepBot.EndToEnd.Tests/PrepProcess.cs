using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>What a finished process left.</summary>
sealed record Ended(int ExitCode, string Output, string Errors);

/// <summary>The built program as a process of its own, in a folder of its own, in UTC.</summary>
sealed class PrepProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly string Program = Path.GetFullPath(
        typeof(PrepProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "BuiltProgram").Value!);

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly StringBuilder _errors = new();
    readonly Task _reading;
    TaskCompletionSource _more = New();

    PrepProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    public int Id => _process.Id;

    /// <summary>All it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>All it said on standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_output)
                return _errors.ToString();
        }
    }

    /// <summary>It has ended, whoever ended it.</summary>
    public bool HasEnded => _process.HasExited;

    public static PrepProcess Start(string folder, string? clock, params string[] arguments) => Start(folder, clock, new Dictionary<string, string>(), arguments);

    /// <param name="folder">Where it runs.</param>
    /// <param name="clock">The instant it believes it starts at; null for the machine's.</param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="arguments">Its arguments.</param>
    public static PrepProcess Start(string folder, string? clock, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["TZ"] = "UTC";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["Web__Enabled"] = "false"; // programs of several tests run side by side
        if (clock is not null)
            start.Environment["Clock__Start"] = clock;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new PrepProcess(Process.Start(start)!);
    }

    /// <summary>Runs it with these lines as all of its input.</summary>
    public static async Task<Ended> RunAsync(string folder, string? clock, IEnumerable<string> lines, params string[] arguments)
    {
        await using var process = Start(folder, clock, arguments);
        await process.SayAsync(lines);
        return await process.EndAsync();
    }

    public async Task SayAsync(IEnumerable<string> lines)
    {
        try
        {
            foreach (var line in lines)
                await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It ended while we were speaking; what it did is seen from the rest.
        }
    }

    /// <summary>Waits until something is seen in what it printed; returns that.</summary>
    public async Task<string> UntilAsync(Func<string, bool> seen)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            Task more;
            string output;
            lock (_output)
                (more, output) = (_more.Task, _output.ToString());
            if (seen(output))
                return output;
            if (_reading.IsCompleted)
                throw new InvalidOperationException($"The process ended without it. Output:\n{output}\nErrors:\n{_errors}");
            try
            {
                await Task.WhenAny(more, _reading).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not seen in {Patience.TotalSeconds:0} s; the process has used {_process.TotalProcessorTime.TotalSeconds:0.0} s of processor time. Output ends:\n{output[^Math.Min(output.Length, 1500)..]}\nErrors end:\n{_errors.ToString()[^Math.Min(_errors.Length, 1500)..]}");
            }
        }
    }

    /// <summary>Closes its input and waits for its end.</summary>
    public async Task<Ended> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        _process.StandardInput.Close();
        return await LeftByAsync(patience.Token);
    }

    /// <summary>Asks it to stop, as a service manager does, and waits for its end.</summary>
    public async Task<Ended> TerminateAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using (var kill = Process.Start("kill", ["-TERM", $"{Id}"]))
            await kill.WaitForExitAsync(patience.Token);
        return await LeftByAsync(patience.Token);
    }

    /// <summary>Waits until it ends by itself, its input left open.</summary>
    public async Task<Ended> WhenEndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        return await LeftByAsync(patience.Token);
    }

    /// <summary><c>kill -9</c>; returns what it had printed.</summary>
    public async Task<string> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        return _output.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    async Task<Ended> LeftByAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        return new Ended(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_output)
            {
                into.Append(buffer, 0, count);
                _more.TrySetResult();
                _more = New();
            }
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
