namespace AwsPrepBot.Benchmarks.Answers;

/// <summary>The disk's own rate: what one commit cannot beat. Appends one page and syncs, one after the other.</summary>
static class DiskSync
{
    const int Page = 4096;

    public static LoadResult Run(string folder, TimeSpan duration)
    {
        var clock = TimeProvider.System;
        using var file = new FileStream(
            Path.Combine(folder, "sync"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        var page = new byte[Page];
        var took = new List<double>();
        var begin = clock.GetTimestamp();
        while (clock.GetElapsedTime(begin) < duration)
        {
            var started = clock.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            took.Add(clock.GetElapsedTime(started).TotalMilliseconds);
        }
        var whole = clock.GetElapsedTime(begin).TotalSeconds;
        took.Sort();
        return new LoadResult(took.Count / whole, Statistics.Percentile(took, 0.5), Statistics.Percentile(took, 0.99), took[^1]);
    }
}
