using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Storage.Tests.Scores;

/// <summary>Points are the sum of the ledger, and the ledger is what the answers are worth, whatever happened in whatever order.</summary>
public sealed class StandingsProperties
{
    abstract record Step(int Round)
    {
        public sealed record Answer(int Round, int Member, string Option) : Step(Round);

        public sealed record Write(int Round, int Member, int Score) : Step(Round);

        public sealed record Close(int Round) : Step(Round);

        public sealed record ReKey(int Round, string Right) : Step(Round);

        public sealed record Withdraw(int Round) : Step(Round);

        public sealed record Forget(int Round, int Member) : Step(Round);
    }

    const int Rounds = 5;

    static readonly Gen<int> AnyRound = Gen.Int[0, Rounds - 1];

    static readonly Gen<string> AnyOption = Gen.Int[0, 3].Select(index => "abcd"[index].ToString());

    static readonly Gen<Step> AnyStep = Gen.Frequency(
        (8, Gen.Select(AnyRound, Gen.Int[0, 5], AnyOption, (round, member, option) => (Step)new Step.Answer(round, member, option))),
        (8, Gen.Select(AnyRound, Gen.Int[0, 5], Gen.Int[0, 100], (round, member, score) => (Step)new Step.Write(round, member, score))),
        (2, AnyRound.Select(round => (Step)new Step.Close(round))),
        (2, Gen.Select(AnyRound, AnyOption, (round, right) => (Step)new Step.ReKey(round, right))),
        (1, AnyRound.Select(round => (Step)new Step.Withdraw(round))),
        (1, Gen.Select(AnyRound, Gen.Int[0, 5], (round, member) => (Step)new Step.Forget(round, member))));

    // Around the turn of a week, a month and a year.
    static readonly Gen<LocalDate[]> AnyDates = Gen.Int[0, 20].Select(day => new LocalDate(2026, 12, 20).PlusDays(day)).Array[Rounds];

    [Fact]
    public async Task Standings_kept_step_by_step_equal_standings_rebuilt_from_the_ledger_and_the_ledger_equals_a_recount() =>
        await Gen.Select(AnyDates, AnyStep.Array[0, 60]).SampleAsync(
            async (dates, steps) => await PlayAsync(dates, steps), iter: 40);

    static bool IsOpen(int round) => round % 2 == 1;

    static async Task PlayAsync(LocalDate[] dates, Step[] steps)
    {
        await using var database = await TestDatabase.StartAsync(TestContext.Current.CancellationToken);
        var schedule = await database.SaveAsync(Some.Schedule());
        var rounds = new List<Round>();
        foreach (var (index, date) in dates.Index())
            rounds.Add(await database.PostAsync(Some.Round(schedule) with
            {
                Kind = RoundKind.Extra, LocalDate = date, Question = IsOpen(index) ? Some.OpenQuestion("q", Levels.All[index % 4]) : Some.Question("q", Levels.All[index % 4]),
            }));

        // A form never reaches a question with letters, nor a letter one without: the engine refuses both.
        foreach (var step in steps.Where(step => IsOpen(step.Round) ? step is not (Step.Answer or Step.ReKey) : step is not Step.Write))
            await PlayAsync(database, rounds[step.Round], step);

        var recount = await RecountAsync(database, rounds);
        Assert.Equal(recount.Where(sum => sum.Value != default).OrderBy(sum => sum.Key), Ledger(database).Where(sum => sum.Value != default).OrderBy(sum => sum.Key));
        var kept = Standings(database);
        Assert.Empty(Database.From(database.Configuration).Check(progress: null, database.Token));
        Database.From(database.Configuration).RebuildStandings(progress: null, database.Token);
        Assert.Equal(Standings(database), kept);
        foreach (var period in Enum.GetValues<BoardPeriod>())
            await CompareBoardAsync(database, recount, rounds, period, dates[0]);
    }

    static async Task PlayAsync(TestDatabase database, Round round, Step step)
    {
        switch (step)
        {
            case Step.Answer answer:
                await database.Rounds.SubmitAsync(Some.Answer(round, $"member{answer.Member}", answer.Option), database.Token);
                break;
            case Step.Write write:
                await database.OpenAnswers.SubmitAsync(Some.Written(round, $"member{write.Member}", write.Score, $"words worth {write.Score}"), database.Token);
                break;
            case Step.Close:
                await SettleAsync(account => account.Round.State == RoundState.Open ? Some.Settle(account, RoundState.Closed, Some.Now) : null);
                break;
            case Step.ReKey reKey:
                await SettleAsync(account => account.Round.State == RoundState.Closed ? Some.Settle(account, RoundState.Closed, Some.Now, reKey.Right) : null);
                break;
            case Step.Withdraw:
                await SettleAsync(account => Some.Settle(account, RoundState.Void, Some.Now));
                break;
            case Step.Forget forget:
                var (state, before) = await CountAsync();
                await database.Services.GetRequiredService<IMemberStore>().ForgetAsync(
                    round.Team, new MemberId($"member{forget.Member}"), Some.Request(), database.Token);
                Assert.Empty(database.Find($"member{forget.Member}"));
                if (state != RoundState.Open)
                    Assert.Equal(before, (await CountAsync()).Counts);
                break;
        }

        async Task<(RoundState State, string Counts)> CountAsync()
        {
            var counted = await database.Rounds.CountedAsync(round.Team, round.Id, database.Token);
            return (
                (await database.Rounds.FindAsync(round.Team, round.Id, database.Token))!.State,
                string.Join(' ', counted.Select(answer => answer.OptionId ?? $"{answer.Score}").Order(StringComparer.Ordinal)));
        }

        Task SettleAsync(Func<RoundAccount, Settlement?> decide) =>
            database.Rounds.SettleAsync(round.Team, round.Id, decide, Some.Request(), database.Token);
    }

    /// <summary>What each answer is worth, counted from rounds and answers alone.</summary>
    static async Task<Dictionary<(long Round, string Member), Score>> RecountAsync(TestDatabase database, List<Round> rounds)
    {
        var worth = new Dictionary<(long, string), Score>();
        foreach (var id in rounds.Select(round => round.Id))
        {
            var round = (await database.Rounds.FindAsync(Some.Team, id, database.Token))!;
            if (round.State != RoundState.Closed)
                continue;
            foreach (var answer in await database.Rounds.AnswersAsync(Some.Team, id, database.Token))
            {
                var level = (int)round.Question.Level * 10;
                var right = answer.Score is { } score ? score >= 60 : round.Question.Right.Contains(answer.OptionId!);
                var points = answer.Score is { } share ? (int)Math.Round(level * share / 100.0, MidpointRounding.AwayFromZero) : right ? level : 0;
                worth.Add((id.Value, answer.Member.Value), new Score(points, right ? 1 : 0, 1));
            }
        }
        return worth;
    }

    static Dictionary<(long Round, string Member), Score> Ledger(TestDatabase database) => database
        .Query<(long Round, string Member, int Points, int Right, int Answered)>("SELECT round, member, points, rights, answered FROM ledger")
        .GroupBy(entry => (entry.Round, entry.Member))
        .ToDictionary(group => group.Key, group => group.Aggregate(default(Score), (sum, entry) => sum + new Score(entry.Points, entry.Right, entry.Answered)));

    static IReadOnlyList<string> Standings(TestDatabase database) => database.Query<string>(
        "SELECT concat_ws(' ', bucket, start, member, points, rights, answered) FROM standings ORDER BY team, bucket, start, member");

    /// <summary>The board, and the same board summed from the ledger, against the recount.</summary>
    static async Task CompareBoardAsync(
        TestDatabase database, Dictionary<(long Round, string Member), Score> recount, List<Round> rounds, BoardPeriod period, LocalDate date)
    {
        var span = BoardSpan.Of(period, date);
        var dates = rounds.ToDictionary(round => round.Id.Value, round => round.LocalDate);
        var expected = recount
            .Where(worth => dates[worth.Key.Round] >= span.From && dates[worth.Key.Round] <= span.To)
            .GroupBy(worth => worth.Key.Member)
            .Select(group => (Member: group.Key, Score: group.Aggregate(default(Score), (sum, worth) => sum + worth.Value)))
            .OrderByDescending(line => line.Score.Points).ThenByDescending(line => line.Score.Right).ThenBy(line => line.Member, StringComparer.Ordinal)
            .ToList();

        var board = await database.Scores.BoardAsync(new BoardQuery(Some.Team, span, null, null, new MemberId("member0")), database.Token);
        Assert.Equal(expected, board.Leaders.Select(line => (line.Member.Value, line.Score)));
        Assert.Equal(
            expected.Select(line => 1 + expected.Count(other => other.Score.Points > line.Score.Points)), board.Leaders.Select(line => line.Rank));

        var byTopic = await database.Scores.BoardAsync(new BoardQuery(Some.Team, span, null, "s3", new MemberId("member0")), database.Token);
        Assert.Equal(board.Leaders, byTopic.Leaders);
    }
}
