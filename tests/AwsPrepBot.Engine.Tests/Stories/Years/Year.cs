using System.Globalization;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories.Years;

/// <summary>
/// A year of one schedule on a fake clock, woken by its alarms; by chance the bot is stopped and started again up to four
/// hours later, an admin changes times, days or the zone, pauses and resumes, and the clock is put back a little.
/// </summary>
sealed class Year(BotFixture bot, Alarms alarms, Random random, CancellationToken token)
{
    /// <summary>Less than the window in which a late question is still posted.</summary>
    const int LongestAbsenceMinutes = 230;

    static readonly IsoDayOfWeek[] Week = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];
    static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    readonly Expectation _expected = new();
    readonly List<(Instant From, Instant To)> _absences = [];
    LocalTime _time;
    DateTimeZone _zone = DateTimeZone.Utc;
    IReadOnlySet<IsoDayOfWeek> _days = new HashSet<IsoDayOfWeek>(Week);

    Instant Now => bot.Time.GetInstant();

    public async Task LiveAsync(string zone, Instant end)
    {
        var home = DateTimeZoneProviders.Tzdb[zone];
        await ChangeAsync(home, Near(home, Now, end), Week);
        var nextEvent = Later();
        while (true)
        {
            var alarm = alarms.Next is { } next && next.At < end ? next : null;
            if (nextEvent < end && (alarm is null || nextEvent <= alarm.At))
            {
                GoTo(nextEvent);
                await HappenAsync(home, end);
                nextEvent = Later();
            }
            else if (alarm is null)
                break;
            else if (random.Next(12) == 0)
                await BeAwayAsync(alarm.At);
            else
            {
                GoTo(alarm.At);
                await alarms.GoOffAsync(alarm, bot.Services, token);
            }
            await bot.DeliverAsync();
        }
        Check(Instant.Max(end, Now));
    }

    /// <summary>Every three weeks or so.</summary>
    Instant Later() => Now + Duration.FromMinutes(random.Next(60, 43 * 24 * 60)) + Duration.FromSeconds(7);

    /// <summary>Often a time at which this zone's clocks are changed within the year, else any.</summary>
    LocalTime Near(DateTimeZone zone, Instant start, Instant end)
    {
        var changes = zone.GetZoneIntervals(start, end).Where(interval => interval.HasEnd && interval.End < end).Select(interval => interval.IsoLocalEnd.TimeOfDay).ToList();
        return changes.Count > 0 && random.Next(3) > 0
            ? Minute(changes[random.Next(changes.Count)].PlusMinutes(random.Next(-90, 90)))
            : new LocalTime(random.Next(24), random.Next(60));
    }

    static LocalTime Minute(LocalTime time) => new(time.Hour, time.Minute);

    async Task HappenAsync(DateTimeZone home, Instant end)
    {
        switch (random.Next(6))
        {
            case 0:
                await ChangeAsync(home, Near(home, Now, end), Week);
                break;
            case 1:
                await ChangeAsync(home, Near(home, Now, end), [.. Week.Where(_ => random.Next(3) > 0).DefaultIfEmpty(IsoDayOfWeek.Wednesday)]);
                break;
            case 2:
                var ids = DateTimeZoneProviders.Tzdb.Ids;
                await ChangeAsync(DateTimeZoneProviders.Tzdb[ids[random.Next(ids.Count)]], new LocalTime(random.Next(24), random.Next(60)), Week);
                break;
            case 3:
                await bot.PrepAsync("admin", "pause");
                _expected.Set(Now, _time, _zone, _days, isPaused: true);
                GoTo(Now + Duration.FromHours(random.Next(1, 200)));
                await bot.PrepAsync("admin", "resume");
                _expected.Set(Now, _time, _zone, _days);
                break;
            case 4:
                var until = Now.InZone(_zone).Date.PlusDays(random.Next(1, 12));
                await bot.PrepAsync("admin", "pause", $"until={until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");
                _expected.Set(Now, _time, _zone, _days, notBefore: until);
                break;
            default:
                bot.Time.AdjustTime(bot.Time.GetUtcNow() - TimeSpan.FromSeconds(random.Next(1, 90)));
                break;
        }
    }

    async Task ChangeAsync(DateTimeZone zone, LocalTime time, IReadOnlyCollection<IsoDayOfWeek> days)
    {
        (_zone, _time, _days) = (zone, time, new HashSet<IsoDayOfWeek>(days));
        if (bot.Database.Query<string>("SELECT 1 FROM schedules").Count > 0)
            await bot.PrepAsync("admin", "resume"); // a pause with an end may still run: a change would keep it
        await bot.PrepAsync(
            "admin", "setup", $"time={time.ToString("HH:mm", CultureInfo.InvariantCulture)}", $"timezone={zone.Id}",
            $"days={string.Join(',', days.Select(day => DayNames[(int)day - 1]))}", $"open-for={random.Next(1, 20)}h");
        _expected.Set(Now, time, zone, _days);
    }

    async Task BeAwayAsync(Instant about)
    {
        await bot.StopAsync();
        alarms.Clear();
        var from = Now;
        GoTo(Instant.Max(Now, about + Duration.FromMinutes(random.Next(-60, LongestAbsenceMinutes))));
        _absences.Add((from, Now));
        await bot.StartAgainAsync();
        await bot.Services.GetRequiredService<Sweep>().RunAsync(token);
        await bot.Services.GetRequiredService<Sweep>().SetAlarmsAsync(token);
    }

    void GoTo(Instant instant)
    {
        if (instant > Now)
            bot.Time.SetUtcNow(instant.ToDateTimeOffset());
    }

    /// <summary>Every expected day has one round, posted at its instant, or at the end of the absence that fell on it; no other day has any.</summary>
    void Check(Instant end)
    {
        var expected = _expected.Until(end);
        var rounds = bot.Database.Query<string>("SELECT local_date || ' ' || posted_at FROM rounds WHERE kind = 'daily' ORDER BY local_date, id")
            .Select(row => row.Split(' ')).Select(row => (Date: row[0], PostedAt: Instant.FromUnixTimeMilliseconds(long.Parse(row[1], CultureInfo.InvariantCulture)))).ToList();
        Assert.Equal(expected.Keys.Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), rounds.Select(round => round.Date));
        Assert.All(rounds.Zip(expected.Values), pair =>
        {
            var absence = _absences.Find(one => one.From < pair.Second && pair.Second <= one.To);
            Assert.Equal(absence == default ? pair.Second : absence.To, pair.First.PostedAt);
        });
        Assert.Equal(rounds.Count, bot.Chat.Messages.Count);
        Assert.Equal(rounds.Count, bot.Chat.Messages.Select(message => message.Delivery).Distinct().Count());
        Assert.Empty(bot.Database.Query<string>("SELECT local_date FROM rounds WHERE state = 'void' UNION ALL SELECT local_date FROM skipped_days"));
    }
}
