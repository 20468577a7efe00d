using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using CsCheck;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Reports;

/// <summary>
/// Whatever is answered, closed, reported, re-keyed, made void, rejected and given back, in whatever order, by the engine's
/// own scoring: boards show what a fresh count of the answers gives, and nothing contradicts itself.
/// </summary>
public sealed class CorrectionProperties
{
    abstract record Step
    {
        public sealed record Answer(int Round, int Member, string Option) : Step;

        public sealed record Close(int Round) : Step;

        public sealed record Complain(int Round, int Member) : Step;

        public sealed record ReKey(int Report, string Right) : Step;

        public sealed record Withdraw(int Report) : Step;

        public sealed record Leave(int Report) : Step;

        public sealed record Reject(int Report) : Step;

        public sealed record GiveBack(int Withholding) : Step;
    }

    const int Rounds = 5, Questions = 2;

    static readonly Gen<int> AnyRound = Gen.Int[0, Rounds - 1];
    static readonly Gen<int> AnyMember = Gen.Int[0, 4];
    static readonly Gen<int> AnyOf = Gen.Int[0, 99];
    static readonly Gen<string> AnyOption = Gen.Int[0, 3].Select(index => "abcd"[index].ToString());

    static readonly Gen<Step> AnyStep = Gen.Frequency(
        (10, Gen.Select(AnyRound, AnyMember, AnyOption, (round, member, option) => (Step)new Step.Answer(round, member, option))),
        (3, AnyRound.Select(round => (Step)new Step.Close(round))),
        (4, Gen.Select(AnyRound, AnyMember, (round, member) => (Step)new Step.Complain(round, member))),
        (3, Gen.Select(AnyOf, AnyOption, (report, right) => (Step)new Step.ReKey(report, right))),
        (1, AnyOf.Select(report => (Step)new Step.Withdraw(report))),
        (1, AnyOf.Select(report => (Step)new Step.Leave(report))),
        (1, AnyOf.Select(report => (Step)new Step.Reject(report))),
        (1, AnyOf.Select(withholding => (Step)new Step.GiveBack(withholding))));

    // Around the turn of a week, a month and a year.
    static readonly Gen<LocalDate[]> AnyDates = Gen.Int[0, 20].Select(day => new LocalDate(2026, 12, 20).PlusDays(day)).Array[Rounds];

    [Fact]
    public async Task Any_interleaving_of_answers_closings_re_keys_and_voids_gives_the_standings_of_a_fresh_recount() =>
        await Gen.Select(AnyDates, AnyStep.Array[0, 60]).SampleAsync(async (dates, steps) => await PlayAsync(dates, steps), iter: 40);

    static async Task PlayAsync(LocalDate[] dates, Step[] steps)
    {
        await using var database = await TestDatabase.StartAsync(TestContext.Current.CancellationToken);
        var schedule = await database.SaveAsync(Some.Schedule());
        var rounds = new List<Round>();
        foreach (var (index, date) in dates.Index())
        {
            rounds.Add(await database.PostAsync(Some.Round(schedule) with
            {
                Kind = RoundKind.Extra, LocalDate = date, Channel = new ChannelId($"channel{index % 3}"),
                Question = Some.Question($"q{index % Questions}", Levels.All[index % Questions]),
            }));
        }

        var asked = new Dictionary<(long Round, string Member), string>();
        var keys = rounds.ToDictionary(round => round.Id, _ => "b");
        var states = rounds.ToDictionary(round => round.Id, _ => RoundState.Open);
        foreach (var step in steps)
        {
            await PlayAsync(database, rounds, step, asked, keys, states);
            database.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // Counted from what the test itself did, not from what the store says of it.
        var worth = rounds.Where(round => states[round.Id] == RoundState.Closed)
            .SelectMany(round => asked.Where(answer => answer.Key.Round == round.Id.Value).Select(answer => (answer.Key.Member, round.LocalDate, Right: answer.Value == keys[round.Id], round.Points)))
            .ToList();
        foreach (var period in Enum.GetValues<BoardPeriod>())
        {
            foreach (var span in dates.Select(date => BoardSpan.Of(period, date)).Distinct())
            {
                var expected = worth.Where(answer => answer.LocalDate >= span.From && answer.LocalDate <= span.To)
                    .GroupBy(answer => answer.Member)
                    .Select(group => (Member: group.Key, Score: new Score(group.Sum(answer => answer.Right ? answer.Points : 0), group.Count(answer => answer.Right), group.Count())))
                    .OrderBy(line => line.Member, StringComparer.Ordinal);
                var board = await database.Scores.BoardAsync(new BoardQuery(Some.Team, span, null, null, default), database.Token);
                Assert.Equal(expected, board.Leaders.Select(line => (line.Member.Value, line.Score)).OrderBy(line => line.Value, StringComparer.Ordinal));
            }
        }

        var kept = Standings(database);
        Assert.Empty(Database.From(database.Configuration).Check(progress: null, database.Token));
        Database.From(database.Configuration).RebuildStandings(progress: null, database.Token);
        Assert.Equal(Standings(database), kept);
    }

    static async Task PlayAsync(
        TestDatabase database, List<Round> rounds, Step step, Dictionary<(long Round, string Member), string> asked,
        Dictionary<RoundId, string> keys, Dictionary<RoundId, RoundState> states)
    {
        var now = database.Time.GetInstant();
        switch (step)
        {
            case Step.Answer answer:
                var given = Some.Answer(rounds[answer.Round], $"member{answer.Member}", answer.Option) with { At = now };
                await database.Rounds.SubmitAsync(given, database.Token);
                if (states[given.Round] == RoundState.Open)
                    asked[(given.Round.Value, given.Member.Value)] = answer.Option;
                break;
            case Step.Close close:
                var closed = rounds[close.Round];
                await database.Rounds.SettleAsync(closed.Team, closed.Id, account => Scoring.Close(account, now), Some.Request(), database.Token);
                if (states[closed.Id] == RoundState.Open)
                    states[closed.Id] = RoundState.Closed;
                break;
            case Step.Complain complaint:
                await database.Reports.AddAsync(
                    Some.Report(rounds[complaint.Round], $"member{complaint.Member}") with { At = now }, "somebody", ReportRules.EnoughToWithhold, Some.Request(), database.Token);
                break;
            case Step.ReKey reKey:
                foreach (var round in await AcceptAsync(reKey.Report, ReportState.Corrected, account => Scoring.Correct(account, [reKey.Right], now)))
                    keys[round] = states[round] == RoundState.Closed ? reKey.Right : keys[round];
                break;
            case Step.Withdraw withdraw:
                foreach (var round in await AcceptAsync(withdraw.Report, ReportState.Voided, account => Scoring.Void(account, now)))
                    states[round] = RoundState.Void;
                break;
            case Step.Leave leave:
                await AcceptAsync(leave.Report, ReportState.Withheld, _ => null);
                break;
            case Step.Reject reject when await OpenAsync(reject.Report) is { } open:
                await database.Reports.RejectAsync(open.Team, open.Id, "no", Some.Request(), database.Token);
                break;
            case Step.GiveBack back when await database.Reports.WithholdingsAsync(Some.Team, database.Token) is { Count: > 0 } withheld:
                await database.Reports.GiveBackAsync(Some.Team, withheld[back.Withholding % withheld.Count].Id, Some.Request(), database.Token);
                break;
        }

        async Task<Report?> OpenAsync(int which) =>
            await database.Reports.OpenAsync(Some.Team, database.Token) is { Count: > 0 } open ? open[which % open.Count] : null;

        // The rounds the decision is about: all that asked the question.
        async Task<IReadOnlyList<RoundId>> AcceptAsync(int which, ReportState state, Func<RoundAccount, Settlement?> settle)
        {
            if (await OpenAsync(which) is not { } report)
                return [];
            var request = Some.Request();
            Assert.IsType<DecisionResult.Decided>(await database.Reports.AcceptAsync(report.Team, report.Id, new Acceptance(state, settle), request, database.Token));
            Assert.IsType<DecisionResult.Duplicate>(await database.Reports.AcceptAsync(report.Team, report.Id, new Acceptance(state, settle), request, database.Token));
            Assert.IsType<DecisionResult.DecidedBefore>(await database.Reports.AcceptAsync(report.Team, report.Id, new Acceptance(state, settle), Some.Request(), database.Token));
            return [.. rounds.Where(round => round.Question.Id == report.Question).Select(round => round.Id)];
        }
    }

    static IReadOnlyList<string> Standings(TestDatabase database) => database.Query<string>(
        "SELECT concat_ws(' ', bucket, start, member, points, rights, answered) FROM standings ORDER BY team, bucket, start, member");
}
