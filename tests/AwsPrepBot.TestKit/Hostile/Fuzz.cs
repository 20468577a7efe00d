using System.Diagnostics;
using System.Text;

namespace AwsPrepBot.TestKit.Hostile;

/// <summary>
/// Feeds a parser with spoilt inputs made from <c>tests/corpus</c>: none may make it throw what it does not announce or take
/// memory out of all proportion, and in the soak none may take it longer than a tenth of a second.
/// </summary>
public static class Fuzz
{
    const long UsualMemory = 64 << 20;
    const long MemoryPerByte = 4096;
    const int Retries = 3;

    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    /// <summary>Texts are the inputs read as UTF-8, unreadable bytes replaced: as they come from every platform.</summary>
    /// <param name="corpus">A folder of <c>tests/corpus</c>.</param>
    /// <param name="perMille">The parser's part of all inputs.</param>
    /// <param name="parse">Must return for whatever it is given.</param>
    public static Task TextsAsync(string corpus, int perMille, Action<string> parse) => BytesAsync(corpus, perMille, input => parse(Encoding.UTF8.GetString(input)));

    /// <summary>As <see cref="TextsAsync"/>, with the bytes themselves.</summary>
    public static Task BytesAsync(string corpus, int perMille, Action<byte[]> parse) => EachAsync(corpus, perMille, input =>
    {
        parse(input);
        return Task.CompletedTask;
    });

    /// <summary>As <see cref="TextsAsync"/>, for what takes its time.</summary>
    public static Task EachAsync(string corpus, int perMille, Func<byte[], Task> parse)
    {
        var purpose = $"fuzz {corpus}";
        return SoakPlan.SeededAsync(purpose, async random =>
        {
            var seed = random.Next();
            var mutator = new Mutator([.. Corpus(corpus)]);
            var count = (int)(SoakPlan.Count("INPUTS", usual: 30_000, full: 1_000_000) * (long)perMille / 1000);
            foreach (var known in Corpus(corpus))
                await OneAsync(purpose, known, parse);
            for (var number = 0; number < count; number++)
                await OneAsync(purpose, mutator.Next(new Random(unchecked(seed + number))), parse);
            SoakPlan.Say($"{purpose}: {count} inputs");
        });
    }

    /// <summary>The well-formed inputs, and those that once broke something.</summary>
    public static IEnumerable<byte[]> Corpus(string name) =>
        Directory.EnumerateFiles(Repository.PathOf($"tests/corpus/{name}")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    static async Task OneAsync(string purpose, byte[] input, Func<byte[], Task> parse)
    {
        using var watch = SoakPlan.IsFull ? new Timer(_ => Environment.FailFast($"{purpose}: hung on {Keep(input)}"), null, Hung, Timeout.InfiniteTimeSpan) : null;
        try
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            var parsing = parse(input);
            var took = Stopwatch.GetElapsedTime(began);
            if (GC.GetAllocatedBytesForCurrentThread() - allocated is var memory && memory > UsualMemory + (MemoryPerByte * input.Length))
                throw new InvalidOperationException($"it took {memory >> 20} MB");
            await parsing;
            for (var retry = 0; SoakPlan.IsFull && took > Longest && retry < Retries; retry++)
            {
                // Somebody else may have had the processor.
                began = Stopwatch.GetTimestamp();
                await parse(input);
                took = Stopwatch.GetElapsedTime(began);
            }
            if (SoakPlan.IsFull && took > Longest)
                throw new InvalidOperationException($"it took {took.TotalMilliseconds:0} ms");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{e.GetType().Name}: {e.Message} on {Keep(input)}", e);
        }
    }

    /// <summary>Keeps the input for whoever looks into it: into the corpus with it, once it is mended.</summary>
    static string Keep(byte[] input)
    {
        var file = Path.Combine(Path.GetTempPath(), $"prepbot-fuzz-{Guid.NewGuid():N}");
        File.WriteAllBytes(file, input);
        var shown = Encoding.UTF8.GetString(input[..Math.Min(input.Length, 300)]).ReplaceLineEndings("\\n");
        return $"{input.Length} bytes in {file}: {shown}";
    }
}
