using AwsPrepBot.Benchmarks.Answers;
using AwsPrepBot.Benchmarks.Start;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Benchmarks.Served;

/// <summary>What is asked of the bot: how long, after how long a warm-up, how many at once, how many a second.</summary>
sealed record Loads(TimeSpan Duration, TimeSpan WarmUp, int AtOnce, int EachSecond);

/// <summary>A start, in seconds from being asked for; the processor's until the commands were there.</summary>
sealed record Began(double Session, double Commands, double Processor);

/// <summary>One run's figures.</summary>
sealed record RunResult(
    Began First, Began Again, Memory Idle, Memory After, LoadResult AtOnce, LoadResult Steady, LoadResult EmptyAtOnce, LoadResult EmptySteady,
    Cost Cost, Cost EmptyCost);

/// <summary>Processor time of one answer in microseconds: in the process that gives it, and in this one, which plays the platform and its people.</summary>
sealed record Cost(double Served, double Fake);

/// <summary>One fake platform, the published program beside it, then in its place the empty replies: the same presses on the same question.</summary>
static class OneRun
{
    /// <summary>Members who may press.</summary>
    public const int Members = 256;

    static readonly TimeSpan UntilIdle = TimeSpan.FromSeconds(3);

    public static async Task<RunResult> RunAsync(FakePlatform platform, string program, string folder, Loads loads)
    {
        Began first;
        await using (var bot = await platform.StartBotAsync(program, folder))
        {
            first = Of(bot);
            await bot.StopAsync();
        }

        Began again;
        Memory idle, after;
        LoadResult atOnce, steady;
        Cost cost;
        await using (var bot = await platform.StartBotAsync(program, folder))
        {
            again = Of(bot);
            await Task.Delay(UntilIdle, TimeProvider.System);
            idle = bot.Look();
            await platform.AskAsync();
            var load = new PressLoad(platform, "Recorded: ", "Changed from ");
            try
            {
                (atOnce, steady, cost) = await PressAsync(load, bot, loads);
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidOperationException($"{e.Message} {platform.Violation} The program said: {await bot.KillAsync()}", e);
            }

            after = bot.Look();
            await bot.StopAsync();
            await CheckAsync(folder, load);
        }

        await using var empty = await platform.StartEmptyRepliesAsync(folder);
        var (emptyAtOnce, emptySteady, emptyCost) = await PressAsync(new PressLoad(platform, "ok"), empty, loads);
        if (platform.Violation is { } violation)
            throw new InvalidOperationException(violation);
        return new RunResult(first, again, idle, after, atOnce, steady, emptyAtOnce, emptySteady, cost, emptyCost);
    }

    static Began Of(ServedProcess bot) => new(bot.Session, bot.Commands, bot.Processor);

    static async Task<(LoadResult AtOnce, LoadResult Steady, Cost Cost)> PressAsync(PressLoad load, ServedProcess process, Loads loads)
    {
        await load.AtOnceAsync(loads.AtOnce, loads.WarmUp);
        var (served, fake) = (process.ProcessorNow, ProcFiles.ProcessorSeconds(Environment.ProcessId));
        var atOnce = await load.AtOnceAsync(loads.AtOnce, loads.Duration);
        var answers = atOnce.PerSecond * loads.Duration.TotalSeconds;
        var cost = new Cost((process.ProcessorNow - served) * 1e6 / answers, (ProcFiles.ProcessorSeconds(Environment.ProcessId) - fake) * 1e6 / answers);
        return (atOnce, await load.EachSecondAsync(loads.EachSecond, loads.Duration), cost);
    }

    /// <summary>The last answer of each who pressed is in the database as the receipt said.</summary>
    static async Task CheckAsync(string folder, PressLoad load)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "prepbot.db")};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText =
            """
            SELECT m.display_name, char(65 + o.key) FROM answers a JOIN rounds r ON r.id = a.round JOIN members m ON m.team = a.team AND m.id = a.member
            JOIN json_each(r.question, '$.options') o ON o.value ->> 'id' = a.option_id
            """;
        var stored = new Dictionary<string, string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            stored[reader.GetString(0)] = reader.GetString(1);
        foreach (var member in load.Pressed)
            if (stored.GetValueOrDefault($"member-{member}") != load.LastOf(member))
                throw new InvalidOperationException($"member-{member} was told {load.LastOf(member)}, stored is {stored.GetValueOrDefault($"member-{member}") ?? "nothing"}.");
    }
}
