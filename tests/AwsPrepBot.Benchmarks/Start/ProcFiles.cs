using System.Globalization;

namespace AwsPrepBot.Benchmarks.Start;

/// <summary>What Linux tells of a process.</summary>
static class ProcFiles
{
    const double TicksPerSecond = 100;

    /// <summary>The numbers of <c>/proc/…/status</c> by name; memory in kB.</summary>
    public static Dictionary<string, long> Status(int process) => File.ReadLines($"/proc/{process}/status")
        .Select(line => line.Split((char[])[':', '\t', ' '], StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length > 1 && long.TryParse(words[1], CultureInfo.InvariantCulture, out _))
        .ToDictionary(words => words[0], words => long.Parse(words[1], CultureInfo.InvariantCulture));

    /// <summary>Processor time of all its threads so far.</summary>
    public static double ProcessorSeconds(int process)
    {
        // The name in parentheses may hold blanks; utime and stime are the 12th and 13th field after it.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
