using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Teams;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Members;

/// <summary>Whoever wants to be forgotten is, wherever the schema keeps anything of them; so is a team that sent the bot away.</summary>
public sealed class ForgettingTests : IAsyncLifetime
{
    const string Gone = "gone-4711";
    const string Stays = "stays-0815";

    TestDatabase _database = null!;

    IMemberStore Members => _database.Services.GetRequiredService<IMemberStore>();

    ITeamStore Teams => _database.Services.GetRequiredService<ITeamStore>();

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Nothing_of_a_forgotten_member_is_left_in_any_column_of_any_table()
    {
        var (closed, _) = await FillAsync();
        Assert.Equal(_database.MemberColumns(), _database.Find(Gone).Keys.Where(_database.MemberColumns().Contains));
        var countsBefore = await CountsAsync(closed);

        Assert.Equal(MemberChange.Done, await Members.ForgetAsync(Some.Team, new MemberId(Gone), Some.Request(), _database.Token));

        Assert.Empty(_database.Find(Gone));
        Assert.NotEmpty(_database.Find(Stays));
        Assert.Equal(countsBefore, await CountsAsync(closed));
        Assert.Empty(await Members.KeptAsync(Some.Team, new MemberId(Gone), _database.Token));
        Assert.Null(await Members.FindAsync(Some.Team, new MemberId(Gone), _database.Token));
        Assert.DoesNotContain(await Members.AllAsync(Some.Team, _database.Token), member => member.Id.Value != Stays);
        Sound();
    }

    [Fact]
    public async Task The_same_request_forgets_once_and_who_comes_back_begins_anew()
    {
        var (_, open) = await FillAsync();
        var request = Some.Request();
        Assert.Equal(MemberChange.Done, await Members.ForgetAsync(Some.Team, new MemberId(Gone), request, _database.Token));
        await _database.Rounds.SubmitAsync(Some.Answer(open, Gone, "a"), _database.Token);
        Assert.Equal(MemberChange.Duplicate, await Members.ForgetAsync(Some.Team, new MemberId(Gone), request, _database.Token));
        Assert.Equal(1, _database.Find(Gone)["answers.member"]);
        Assert.Equal(MemberChange.Done, await Members.ForgetAsync(Some.Team, new MemberId(Gone), Some.Request(), _database.Token));
        Assert.Equal(MemberChange.Nothing, await Members.ForgetAsync(Some.Team, new MemberId(Gone), Some.Request(), _database.Token));
        Sound();
    }

    [Fact]
    public async Task The_message_of_an_open_round_is_asked_to_count_one_less()
    {
        var (_, open) = await FillAsync();
        _database.Execute("UPDATE deliveries SET state = 'sent', ended_at = 0");
        await Members.ForgetAsync(Some.Team, new MemberId(Gone), Some.Request(), _database.Token);
        Assert.Equal([$"edit:{open.Id}"], _database.Query<string>("SELECT key FROM deliveries WHERE state = 'due'"));
        Assert.Equal(["a"], await CountsAsync(open));
    }

    [Fact]
    public async Task A_member_of_the_same_id_in_another_team_is_not_touched()
    {
        await FillAsync();
        var other = new TeamId("discord:2");
        var schedule = await _database.SaveAsync(Some.Schedule() with { Team = other });
        var round = await _database.PostAsync(Some.Round(schedule));
        await _database.Rounds.SubmitAsync(Some.Answer(round, Gone, "b"), _database.Token);
        await Members.ForgetAsync(Some.Team, new MemberId(Gone), Some.Request(), _database.Token);
        Assert.Equal(["answers.member", "answers.team", "members.id"], _database.Query<string>(
            """
            SELECT 'answers.member' FROM answers WHERE member = @Gone AND team = @other
            UNION SELECT 'answers.team' FROM answers WHERE team = @other
            UNION SELECT 'members.id' FROM members WHERE id = @Gone AND team = @other
            """, new { Gone, other = other.Value }));
    }

    [Fact]
    public async Task A_quiz_for_everybody_outlives_who_began_it()
    {
        await FillAsync();
        await Members.ForgetAsync(Some.Team, new MemberId(Gone), Some.Request(), _database.Token);
        Assert.Equal(["channel  1"], _database.Query<string>(
            "SELECT concat_ws(' ', mode, member, (SELECT COUNT(*) FROM quiz_answers WHERE quiz = quizzes.id)) FROM quizzes"));
    }

    [Fact]
    public async Task A_team_that_sent_the_bot_away_is_kept_thirty_days_and_then_nowhere()
    {
        await FillAsync();
        var other = new TeamId("discord:2");
        await _database.SaveAsync(Some.Schedule() with { Team = other });
        await Teams.ClaimGreetingAsync(Some.Team, _database.Token);
        await Teams.MarkLeftAsync(Some.Team, Some.Now, _database.Token);
        await Teams.MarkLeftAsync(Some.Team, Some.Now + Duration.FromDays(5), _database.Token);
        Assert.Equal([other], await Teams.PresentAsync("discord", _database.Token));

        Assert.Empty(await Teams.ForgetLeftAsync(Some.Now - Duration.FromSeconds(1), _database.Token));
        Assert.NotEmpty(_database.Find(Gone));
        Assert.Equal([Some.Team], await Teams.ForgetLeftAsync(Some.Now, _database.Token));

        Assert.Empty(_database.Find(Some.Team.Value));
        Assert.Empty(_database.Find(Gone));
        Assert.Equal(["schedule_revisions", "schedules", "teams"], _database.Find(other.Value).Keys.Select(place => place.Split('.')[0]).Distinct());
        Sound();
    }

    [Fact]
    public async Task A_team_that_is_back_in_time_keeps_everything()
    {
        await FillAsync();
        await Teams.MarkLeftAsync(Some.Team, Some.Now, _database.Token);
        await Teams.MarkPresentAsync(Some.Team, _database.Token);
        Assert.Empty(await Teams.ForgetLeftAsync(Some.Now + Duration.FromDays(300), _database.Token));
        Assert.NotEmpty(_database.Find(Gone));
    }

    [Fact]
    public async Task What_is_kept_is_told_whole_with_the_question_and_times_a_person_can_read()
    {
        await FillAsync();
        var kept = await Members.KeptAsync(Some.Team, new MemberId(Gone), _database.Token);
        Assert.Equal(
            _database.MemberColumns().Select(column => column.Split('.')[0]).Distinct().Order(StringComparer.Ordinal),
            kept.Select(rows => rows.Kind).Order(StringComparer.Ordinal));
        Assert.Equal("members", kept[0].Kind);
        var answers = kept.Single(rows => rows.Kind == "answers");
        var first = answers.Fields.Zip(answers.Rows[0]).ToDictionary(field => field.First, field => field.Second);
        Assert.Equal("s3-versioning", first["question_id"]);
        Assert.Equal("Every version", first["option"]);
        Assert.Equal("2026-11-24", first["local_date"]);
        Assert.Equal(Some.Now, first["at"]);
        Assert.DoesNotContain("team", answers.Fields);
        Assert.DoesNotContain(kept, rows => rows.Rows.Any(row => row.Any(value => value is string text && text.Contains(Stays, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Nothing_is_kept_of_who_never_spoke()
    {
        await FillAsync();
        Assert.Empty(await Members.KeptAsync(Some.Team, new MemberId("nobody-here"), _database.Token));
        Assert.Equal(MemberChange.Nothing, await Members.ForgetAsync(Some.Team, new MemberId("nobody-here"), Some.Request(), _database.Token));
    }

    /// <summary>What a round's result counts, whoever gave it.</summary>
    async Task<IReadOnlyList<string>> CountsAsync(Round round) =>
        [.. (await _database.Rounds.CountedAsync(Some.Team, round.Id, _database.Token)).Select(answer => answer.OptionId ?? $"{answer.Score}").Order(StringComparer.Ordinal)];

    /// <summary>Two members with a row in every table that can have one: of one closed round and one that is open.</summary>
    async Task<(Round Closed, Round Open)> FillAsync()
    {
        var schedule = await _database.SaveAsync(Some.Schedule() with { ChangedBy = new MemberId(Gone) });
        var closed = await _database.PostAsync(Some.Round(schedule));
        foreach (var member in new[] { Gone, Stays })
        {
            await _database.Rounds.SubmitAsync(Some.Answer(closed, member, "b"), _database.Token);
            await Members.BeginAbsenceAsync(
                Some.Team, new Member(new MemberId(member), $"Name of {member}", false), new Absence(Some.Today, Some.Today.PlusDays(2)), Some.Request(), _database.Token);
        }

        await _database.SettleAsync(closed, RoundState.Closed);
        foreach (var member in new[] { Gone, Stays })
            await _database.Reports.AddAsync(Some.Report(closed, member) with { Reason = $"{member} says so" }, $"Name of {member}", ReportRules.EnoughToWithhold, Some.Request(), _database.Token);
        var open = await _database.PostAsync(Some.Round(schedule) with { LocalDate = Some.Today.PlusDays(1), Channel = new ChannelId("other") });
        foreach (var member in new[] { Gone, Stays })
            await _database.Rounds.SubmitAsync(Some.Answer(open, member, "a"), _database.Token);
        _database.Execute(
            """
            INSERT INTO open_answers (round, member, team, at, tries, score, text, verdict) VALUES (@round, @Gone, @team, 5, 1, 70, 'I am gone-4711', '{}');
            """,
            new { round = closed.Id.Value, Gone, team = Some.Team.Value });
        var alone = await _database.BeginAsync(Some.Quiz(Gone));
        await _database.ChooseAsync(alone, Gone, 0, 'C');
        var together = await _database.BeginAsync(Some.ChannelQuiz(Gone));
        await _database.ChooseAsync(together, Gone, 0, 'C');
        await _database.ChooseAsync(together, Stays, 0, 'A');
        return (closed, open);
    }

    void Sound() => Assert.Empty(Database.From(_database.Configuration).Check(progress: null, _database.Token));
}
