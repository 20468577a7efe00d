using System.Globalization;

namespace AwsPrepBot.TestKit;

/// <summary>
/// How much is done by the tests that try to break things. The normal run does a short cut; <c>tests/soak.sh</c> sets
/// <c>SOAK=full</c> and runs the same code at full count. <c>SOAK_SEED</c> repeats what a printed seed did;
/// <c>SOAK_KILLS</c>, <c>SOAK_INPUTS</c> and the like set one count alone.
/// </summary>
public static class SoakPlan
{
    /// <summary>True at full count.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("SOAK") == "full";

    /// <summary>Everything that is left to chance follows from it. The normal run has always the same: a change is judged by what it does, not by luck.</summary>
    public static int Seed { get; } = Number("SOAK_SEED") ?? (IsFull ? Environment.TickCount & int.MaxValue : 1);

    /// <summary>How often to do it: <c>SOAK_NAME</c> where that is set, else by the kind of run.</summary>
    public static int Count(string name, int usual, int full) => Number($"SOAK_{name}") ?? (IsFull ? full : usual);

    /// <summary>Chance for one purpose: the same for the same seed, whatever else runs.</summary>
    public static Random Random(string purpose) => new(purpose.Aggregate(Seed, (hash, letter) => unchecked((hash * 31) + letter)));

    /// <summary>Progress, for who waits for a full run; nothing in a normal one.</summary>
    public static void Say(string line)
    {
        if (IsFull)
            Console.Error.WriteLine($"{TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {line}");
    }

    /// <summary>Does it; a failure names the seed that repeats it.</summary>
    public static async Task SeededAsync(string purpose, Func<Random, Task> work)
    {
        Say($"{purpose}: begins, seed {Seed}");
        try
        {
            await work(Random(purpose));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{purpose}, SOAK_SEED={Seed}: {e.Message}", e);
        }
        Say($"{purpose}: held");
    }

    static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidOperationException($"{variable} is \"{text}\". Write a whole number.")
        : null;
}
