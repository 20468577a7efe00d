using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>A year of one schedule, woken by its alarms, with restarts at random: a restart takes the alarms with it.</summary>
public sealed class YearTests
{
    static readonly Instant Start = Instant.FromUtc(2026, 11, 24, 8, 0);
    static readonly Instant End = Instant.FromUtc(2027, 11, 24, 8, 0);

    [Theory]
    [InlineData("Europe/Berlin", "02:30")]
    [InlineData("America/New_York", "02:30")]
    [InlineData("Australia/Lord_Howe", "02:15")]
    public async Task Each_expected_local_day_has_exactly_one_round(string zone, string time)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var token = TestContext.Current.CancellationToken;
        var alarms = new Alarms();
        await using var bot = await BotFixture.StartAsync(token, Builders.Bank(40), services => services.AddSingleton<IAlarms>(alarms));
        await bot.PrepAsync("admin", "setup", $"time={time}", $"timezone={zone}", "days=daily", "open-for=8h");

        while (alarms.Next is { } next && next.At < End)
        {
            if (random.Next(12) == 0)
            {
                await bot.StopAsync();
                alarms.Clear();
                bot.Time.SetUtcNow((next.At + Duration.FromMinutes(random.Next(-60, 230))).ToDateTimeOffset() is var late && late > bot.Time.GetUtcNow() ? late : bot.Time.GetUtcNow());
                await bot.StartAgainAsync();
                await bot.Services.GetRequiredService<Sweep>().RunAsync(token);
                await bot.Services.GetRequiredService<Sweep>().SetAlarmsAsync(token);
            }
            else
            {
                if (next.At > bot.Time.GetInstant())
                    bot.Time.SetUtcNow(next.At.ToDateTimeOffset());
                await alarms.GoOffAsync(next, bot.Services, token);
            }

            await bot.DeliverAsync();
        }

        var rounds = bot.Database.Query<string>("SELECT local_date FROM rounds WHERE kind = 'daily' AND state <> 'void' ORDER BY local_date");
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var first = LocalDate.FromDateTime(DateTime.Parse(rounds[0]));
        var days = Period.DaysBetween(first, LocalDate.FromDateTime(DateTime.Parse(rounds[^1]))) + 1;
        var why = $"seed {seed}: {string.Join(", ", bot.Database.Query<string>("SELECT local_date || ' ' || reason FROM skipped_days"))}";
        Assert.True(rounds.Count == days, $"{rounds.Count} rounds in {days} days, {why}");
        Assert.InRange(days, 363, 366);
        Assert.Equal(rounds.Count, rounds.Distinct().Count());
        Assert.Equal(rounds.Count, bot.Chat.Messages.Count);
        Assert.Equal(bot.Chat.Messages.Count, bot.Chat.Messages.Select(message => message.Delivery).Distinct().Count());
        Assert.Empty(bot.Database.Query<string>("SELECT local_date FROM rounds WHERE state = 'void'"));
        Assert.InRange((tz.AtStartOfDay(first).ToInstant() - Start).TotalHours, -24, 24);
    }

    /// <summary>Alarms as a process would have them: one for each due thing, gone with it.</summary>
    sealed class Alarms : IAlarms
    {
        readonly Dictionary<(TeamId Team, long Id, bool IsPost), Instant> _set = [];
        readonly Lock _lock = new();

        public sealed record Alarm(TeamId Team, long Id, bool IsPost, Instant At);

        public Alarm? Next
        {
            get
            {
                lock (_lock)
                    return _set.OrderBy(alarm => alarm.Value).Select(alarm => new Alarm(alarm.Key.Team, alarm.Key.Id, alarm.Key.IsPost, alarm.Value)).FirstOrDefault();
            }
        }

        public void Clear()
        {
            lock (_lock)
                _set.Clear();
        }

        public async Task GoOffAsync(Alarm alarm, IServiceProvider services, CancellationToken cancellationToken)
        {
            lock (_lock)
                _set.Remove((alarm.Team, alarm.Id, alarm.IsPost));
            if (alarm.IsPost)
                await services.GetRequiredService<DailyQuestions>().PostDueAsync(alarm.Team, new ScheduleId(alarm.Id), cancellationToken);
            else
                await services.GetRequiredService<RoundService>().CloseDueAsync(alarm.Team, new RoundId(alarm.Id), cancellationToken);
        }

        public Task SetPostAsync(TeamId team, ScheduleId schedule, Instant at, CancellationToken cancellationToken) => Set((team, schedule.Value, true), at);

        public Task SetCloseAsync(TeamId team, RoundId round, Instant at, CancellationToken cancellationToken) => Set((team, round.Value, false), at);

        public Task SetQuizAsync(TeamId team, QuizId quiz, Instant at, CancellationToken cancellationToken) => Task.CompletedTask;

        Task Set((TeamId, long, bool) key, Instant at)
        {
            lock (_lock)
                _set[key] = at;
            return Task.CompletedTask;
        }
    }
}
