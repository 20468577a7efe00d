using System.Diagnostics;
using System.Text;

namespace AwsPrepBot.Benchmarks.Start;

/// <summary>What one start came to. Times in seconds since the process was asked for, memory in MB (1,000 kB).</summary>
/// <param name="FirstOutput">Until anything could be read.</param>
/// <param name="Question">Until the first question and its letters could be read: from then on a person can answer.</param>
/// <param name="Processor">Seconds of processor time, all threads, until the question.</param>
/// <param name="Resident">What the kernel counts as resident, once idle.</param>
/// <param name="Anonymous">The part of it that is no file's: heap, stacks.</param>
/// <param name="Threads">How many there are, once idle.</param>
/// <param name="Stop">From the end of input to the end of the process.</param>
sealed record StartResult(double FirstOutput, double Question, double Processor, double Resident, double Anonymous, int Threads, double Stop);

/// <summary>A published program that is started as a person or a script would, its standard input held open. Linux: it reads <c>/proc</c>.</summary>
/// <param name="file">The program.</param>
/// <param name="arguments">Its arguments.</param>
/// <param name="shown">What it writes when it is ready.</param>
sealed class PublishedProgram(string file, string[] arguments, string shown)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it in a folder, lets it become idle, looks, and ends its input.</summary>
    public async Task<StartResult> RunAsync(string folder, TimeSpan untilIdle)
    {
        using var giveUp = new CancellationTokenSource(Patience, TimeProvider.System);
        var clock = TimeProvider.System;
        var begin = clock.GetTimestamp();
        using var process = Start(folder);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(giveUp.Token);
            var (firstOutput, question) = await ReadAsync(process, begin, giveUp.Token);
            if (question is not { } ready)
                throw new InvalidOperationException($"{file} ended without showing \"{shown}\": {await errors}");
            var processor = ProcFiles.ProcessorSeconds(process.Id);
            // What it wrote is read on, so that it never waits for us.
            var rest = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, giveUp.Token);
            await Task.Delay(untilIdle, clock, giveUp.Token);
            var status = ProcFiles.Status(process.Id);

            var ending = clock.GetTimestamp();
            process.StandardInput.Close();
            await process.WaitForExitAsync(giveUp.Token);
            var stop = clock.GetElapsedTime(ending).TotalSeconds;
            await rest;
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{file} ended with {process.ExitCode}: {await errors}");
            return new StartResult(
                firstOutput, ready, processor, status["VmRSS"] / 1000.0, status["RssAnon"] / 1000.0, (int)status["Threads"], stop);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    Process Start(string folder)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Settings of the bot that happen to be in our environment would measure something else.
        foreach (var key in start.Environment.Keys.Where(key => key.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(key);
        return Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
    }

    async Task<(double FirstOutput, double? Question)> ReadAsync(Process process, long begin, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        double? first = null;
        while (await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            var now = TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
            first ??= now;
            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            if (text.ToString().Contains(shown, StringComparison.Ordinal))
                return (first.Value, now);
        }
        return (first ?? 0, null);
    }
}
