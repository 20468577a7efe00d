using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Schedules;

public sealed class ScheduleStoreTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;

    IScheduleStore Schedules => _database.Schedules;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_schedule_is_read_back_as_it_was_written()
    {
        var schedule = Some.Schedule() with
        {
            Settings = new ScheduleSettings(
                new LocalTime(17, 5), "America/Sao_Paulo", [IsoDayOfWeek.Sunday, IsoDayOfWeek.Wednesday], Level.Senior, "s3", Duration.FromMinutes(90),
                QuestionKind.Mixed),
            Pause = new SchedulePause(new LocalDate(2027, 1, 4), "The channel was archived."),
            ChangedBy = new MemberId("4711"),
        };
        await _database.SaveAsync(schedule);

        Assert.Equal(schedule, await Schedules.FindAsync(schedule.Team, schedule.Channel, Token));
        Assert.Equal(schedule, await Schedules.FindAsync(schedule.Team, schedule.Id, Token));
    }

    [Fact]
    public async Task A_plain_schedule_paused_until_somebody_resumes_it_is_read_back_too()
    {
        var schedule = await _database.SaveAsync(Some.Schedule() with { Pause = new SchedulePause(null, null) });

        Assert.Equal(schedule, await Schedules.FindAsync(schedule.Team, schedule.Id, Token));
    }

    [Fact]
    public async Task A_schedule_older_than_the_kinds_asks_multiple_choice()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        _database.Execute("UPDATE schedule_revisions SET kind = NULL");

        Assert.Equal(schedule, await Schedules.FindAsync(schedule.Team, schedule.Id, Token));
    }

    [Fact]
    public async Task Another_team_does_not_find_it()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());

        Assert.Null(await Schedules.FindAsync(new TeamId("discord:2"), schedule.Id, Token));
        Assert.Null(await Schedules.FindAsync(new TeamId("discord:2"), schedule.Channel, Token));
        Assert.Null(await Schedules.RevisionAsync(new TeamId("discord:2"), schedule.Id, 1, Token));
        Assert.Empty(await Schedules.OfTeamAsync(new TeamId("discord:2"), Token));
    }

    [Fact]
    public async Task Every_revision_is_kept()
    {
        var first = await _database.SaveAsync(Some.Schedule());
        var second = await _database.SaveAsync(first with { Revision = 2, Settings = first.Settings! with { Topic = "vpc" } });

        Assert.Equal(second, await Schedules.FindAsync(first.Team, first.Id, Token));
        Assert.Equal(first, await Schedules.RevisionAsync(first.Team, first.Id, 1, Token));
        Assert.Equal(second, await Schedules.RevisionAsync(first.Team, first.Id, 2, Token));
        Assert.Null(await Schedules.RevisionAsync(first.Team, first.Id, 3, Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_revision_that_is_not_the_next_one_is_a_conflict(int revision)
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        var request = Some.Request();

        Assert.Equal(SaveResult.Conflict, await Schedules.SaveAsync(schedule with { Revision = revision }, request, Token));

        // The request did nothing, so it may be tried again on what is there now.
        Assert.Equal(SaveResult.Saved, await Schedules.SaveAsync(schedule with { Revision = 2 }, request, Token));
    }

    [Fact]
    public async Task A_new_schedule_begins_with_revision_1()
    {
        Assert.Equal(SaveResult.Conflict, await Schedules.SaveAsync(Some.Schedule() with { Revision = 2 }, null, Token));
    }

    [Fact]
    public async Task A_channel_has_one_schedule()
    {
        await _database.SaveAsync(Some.Schedule());

        Assert.Equal(SaveResult.Conflict, await Schedules.SaveAsync(Some.Schedule(), null, Token));
        Assert.Single(await Schedules.AllAsync(Token));
    }

    [Fact]
    public async Task A_schedule_stays_in_its_channel()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());

        Assert.Equal(SaveResult.Conflict, await Schedules.SaveAsync(
            schedule with { Revision = 2, Channel = new ChannelId("elsewhere") }, null, Token));
    }

    [Fact]
    public async Task A_request_delivered_twice_saves_once()
    {
        var schedule = Some.Schedule();
        var request = Some.Request();
        Assert.Equal(SaveResult.Saved, await Schedules.SaveAsync(schedule, request, Token));

        Assert.Equal(SaveResult.Duplicate, await Schedules.SaveAsync(schedule with { Revision = 2 }, request, Token));
        Assert.Equal(1, (await Schedules.FindAsync(schedule.Team, schedule.Id, Token))!.Revision);
    }

    [Fact]
    public async Task A_schedule_that_was_taken_back_is_found_but_not_listed()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        var kept = await _database.SaveAsync(Some.Schedule() with { Channel = new ChannelId("kept") });
        var other = await _database.SaveAsync(Some.Schedule() with { Team = new TeamId("slack:T1") });
        await _database.SaveAsync(schedule with { Revision = 2, Settings = null });

        Assert.Null((await Schedules.FindAsync(schedule.Team, schedule.Channel, Token))!.Settings);
        Assert.Equal([kept], await Schedules.OfTeamAsync(Some.Team, Token));
        Assert.Equal([kept, other], await Schedules.AllAsync(Token));
    }

    [Fact]
    public async Task Skipped_days_come_latest_first_with_their_reason()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        for (var day = 0; day < 4; day++)
            await Schedules.SkipAsync(schedule, new SkippedDay(Some.Today.PlusDays(day), $"reason {day}"), Token);

        Assert.Equal(
            [new SkippedDay(Some.Today.PlusDays(3), "reason 3"), new SkippedDay(Some.Today.PlusDays(2), "reason 2")],
            await Schedules.SkippedAsync(schedule.Id, 2, Token));
    }

    [Fact]
    public async Task A_day_skipped_or_asked_before_stays_as_it_is()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        await _database.OpenAsync(Some.Round(schedule));
        await Schedules.SkipAsync(schedule, new SkippedDay(Some.Today, "too late"), Token);
        await Schedules.SkipAsync(schedule, new SkippedDay(Some.Today.PlusDays(1), "first"), Token);
        await Schedules.SkipAsync(schedule, new SkippedDay(Some.Today.PlusDays(1), "second"), Token);

        Assert.Equal([new SkippedDay(Some.Today.PlusDays(1), "first")], await Schedules.SkippedAsync(schedule.Id, 10, Token));
    }

    [Fact]
    public async Task Days_asked_or_skipped_are_handled()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        await Schedules.SkipAsync(schedule, new SkippedDay(Some.Today.PlusDays(-2), "long ago"), Token);
        await Schedules.SkipAsync(schedule, new SkippedDay(Some.Today.PlusDays(-1), "yesterday"), Token);
        await _database.OpenAsync(Some.Round(schedule));
        await _database.OpenAsync(Some.Round(schedule) with { Kind = Engine.Rounds.RoundKind.Extra, LocalDate = Some.Today.PlusDays(1) });

        Assert.Equal(
            [Some.Today.PlusDays(-1), Some.Today],
            (await Schedules.HandledAsync(schedule.Id, Some.Today.PlusDays(-1), Token)).Order());
    }
}
