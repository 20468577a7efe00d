using System.Globalization;
using AwsPrepBot.TestKit;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>
/// Many short lives of the built program on one database, each ended by <c>kill -9</c> at a random instant: while it starts,
/// posts, closes, or serves people. The next life begins where the last ended, or the clock has been put forward to just
/// before or after the next thing that is due, or back. After each: what people were told is what is stored.
/// </summary>
sealed class Lives(IWorld world, Random random, string purpose) : IAsyncDisposable
{
    static readonly TimeSpan DailyAt = TimeSpan.FromHours(9);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    readonly EmptyFolder _folder = new();
    readonly List<string> _tail = [];
    DateTimeOffset _now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    int _acknowledged, _refused;

    Records Records => new(_folder.Database);

    public async Task RunAsync(int kills)
    {
        try
        {
            await LiveAsync(kills);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{e.Message}\nThe database is kept in {Keep()}.", e);
        }
    }

    async Task LiveAsync(int kills)
    {
        await SetUpAsync();
        var first = _now;
        for (var life = 1; life <= kills; life++)
        {
            _now = NextStart();
            var book = new Book();
            await LiveAndDieAsync(book);
            Hold(book, $"after kill {life} at {_now:u}");
            (_acknowledged, _refused) = (_acknowledged + book.Acknowledged, _refused + book.Refused);
            if (life % 10 == 0)
                SoakPlan.Say($"{purpose}: {life} of {kills} kills, {_acknowledged} answers acknowledged, {_now:d MMM} in there");
        }
        await EndAsync(first);
        Assert.True(_acknowledged > 0, $"no answer was acknowledged in {kills} lives");
        SoakPlan.Say($"{purpose}: {kills} kills, {_acknowledged} answers acknowledged, all stored; {Records.Days().Count} days, one round each");
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        _folder.Dispose();
    }

    async Task SetUpAsync()
    {
        await using var process = Start();
        using var never = new CancellationTokenSource();
        await world.ServingAsync(process, never.Token);
        var told = await world.SayAsync(
            world.NewPerson(admin: true), "setup", [("time", "09:00"), ("timezone", "UTC"), ("days", "daily"), ("open-for", "2h")], never.Token);
        Assert.Contains("09:00", told?.Text ?? "nothing", StringComparison.Ordinal);
        var ended = await process.TerminateAsync();
        Assert.True(ended.ExitCode == 0, ended.Errors);
        _now += TimeSpan.FromSeconds(5);
    }

    /// <summary>The instant the next life believes it starts at.</summary>
    DateTimeOffset NextStart()
    {
        var daily = new DateTimeOffset(_now.UtcDateTime.Date, TimeSpan.Zero) + DailyAt;
        var due = Records.Closings().Append(daily > _now ? daily : daily.AddDays(1)).Where(at => at > _now).Min();
        return random.Next(100) switch
        {
            < 40 => _now,
            < 80 => due - TimeSpan.FromSeconds(0.5 + (3 * random.NextDouble())),
            < 92 => due + TimeSpan.FromMinutes(170 * random.NextDouble()),
            _ => _now - TimeSpan.FromSeconds(90 * random.NextDouble()),
        };
    }

    async Task LiveAndDieAsync(Book book)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        using var ends = new CancellationTokenSource();
        using var gone = new CancellationTokenSource();
        await using var process = Start();
        var living = LiveAsync(process, book, new Life(ends.Token, gone.Token));
        var isStartup = random.Next(4) == 0;
        if (!isStartup)
        {
            await Task.WhenAny(living.Serving, Task.Delay(Patience, TimeProvider.System, CancellationToken.None));
            await SomeAnsweredAsync(book, random.Next(1, 12));
        }
        await Task.WhenAny(living.All, Task.Delay(TimeSpan.FromMilliseconds(random.Next(isStartup ? 1500 : 400)), TimeProvider.System, CancellationToken.None));
        var endedAlone = process.HasEnded;
        await ends.CancelAsync();
        await process.KillAsync();
        await gone.CancelAsync();
        world.Calm();
        _now += TimeProvider.System.GetElapsedTime(startedAt);
        _tail.Add(process.Errors);
        await living.All;
        Assert.False(endedAlone, $"the program ended by itself:\n{process.Errors}");
        Assert.True(isStartup || living.Serving.IsCompletedSuccessfully, $"it did not serve within {Patience.TotalSeconds} s:\n{process.Errors}");
    }

    /// <summary>A busy machine is given time; but in some lives nobody can answer anything.</summary>
    static async Task SomeAnsweredAsync(Book book, int enough)
    {
        for (var from = TimeProvider.System.GetTimestamp(); book.Acknowledged < enough && TimeProvider.System.GetElapsedTime(from) < LongestLife;)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
    }

    (Task Serving, Task All) LiveAsync(PrepProcess process, Book book, Life life)
    {
        var serving = world.ServingAsync(process, life.Gone);
        var crowd = new Crowd(world, book, rough: random.Next(3) == 0);
        var chance = new Random(random.Next());
        return (serving, AllAsync());

        async Task AllAsync()
        {
            try
            {
                await serving;
            }
            catch (OperationCanceledException)
            {
                return; // it was killed before it served
            }
            await crowd.LiveAsync(chance, life);
        }
    }

    /// <summary>A last life in peace: everything is delivered, nothing is missing or there twice, and it ends as asked.</summary>
    async Task EndAsync(DateTimeOffset first)
    {
        await using var process = Start();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await world.ServingAsync(process, patience.Token);
        while (Records.Undelivered() > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        var ended = await process.TerminateAsync();
        _tail.Add(ended.Errors);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        Hold(new Book(), "at the end");

        var expected = Enumerable.Range(0, (_now.UtcDateTime.Date - first.UtcDateTime.Date).Days + 1)
            .Select(day => first.UtcDateTime.Date.AddDays(day)).Where(day => day + DailyAt <= _now.UtcDateTime)
            .Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        // Somebody may have asked for the last day's before its time.
        Assert.Equal(expected, Records.Days().Where(day => day != $"{_now:yyyy-MM-dd}" || _now.TimeOfDay >= DailyAt));
    }

    void Hold(Book book, string when)
    {
        var wrongs = book.Wrongs(Records).Concat(Records.Findings()).Concat(world.Wrongs(Records)).ToList();
        if (wrongs.Count > 0)
            throw new InvalidOperationException($"{when}:\n- {string.Join("\n- ", wrongs.Take(20))}\nThe last lives said:\n{string.Join("\n---\n", _tail.TakeLast(2))}");
        if (_tail.Count > 2)
            _tail.RemoveRange(0, _tail.Count - 2);
    }

    string Keep()
    {
        var kept = Directory.CreateTempSubdirectory("prepbot-soak-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_folder.Database)!))
            File.Copy(file, Path.Combine(kept, Path.GetFileName(file)));
        return kept;
    }

    PrepProcess Start() => PrepProcess.Start(_folder.Path, _now.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture), world.Settings);
}
