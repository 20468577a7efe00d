using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories.Years;

/// <summary>Years in zones: the odd ones and a few by chance; with <c>SOAK_ZONES</c> so many, in the soak every one there is.</summary>
public sealed class YearTests
{
    /// <summary>Zones that do what others do not, with a year in which they do it.</summary>
    static readonly Dictionary<string, int> Odd = new()
    {
        ["Europe/Berlin"] = 2026,
        ["Australia/Lord_Howe"] = 2026, // half an hour
        ["America/Nuuk"] = 2026,        // over midnight
        ["Antarctica/Troll"] = 2026,    // two hours
        ["Africa/Casablanca"] = 2026,   // winter time for Ramadan
        ["Pacific/Apia"] = 2011,        // left out 30 December
        ["Asia/Pyongyang"] = 2017,      // half an hour, for good
    };

    public static TheoryData<string> Zones
    {
        get
        {
            var ids = DateTimeZoneProviders.Tzdb.Ids;
            var others = ids.ToArray();
            SoakPlan.Random("zones").Shuffle(others);
            return [.. Odd.Keys.Union(others.Take(SoakPlan.Count("ZONES", usual: 1, full: ids.Count)))];
        }
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public Task Each_expected_local_day_has_exactly_one_round_at_its_local_time(string zone) => SoakPlan.SeededAsync($"a year in {zone}", async random =>
    {
        var token = TestContext.Current.CancellationToken;
        var alarms = new Alarms();
        var start = Instant.FromUtc(Odd.GetValueOrDefault(zone, 2026), 11, 24, 8, 0);
        await using var bot = await BotFixture.StartAsync(token, Builders.Bank(40), services => services.AddSingleton<IAlarms>(alarms), start);
        await new Year(bot, alarms, random, token).LiveAsync(zone, start + Duration.FromDays(365));
    });
}
