using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.TestKit;
using CsCheck;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Rounds;

public sealed class ScoringTests
{
    static readonly Instant Posted = Instant.FromUtc(2026, 11, 24, 8, 0);
    static readonly Instant Now = Posted + Duration.FromHours(24);

    static Round RoundOf(Question question, long id = 1, RoundState state = RoundState.Open)
    {
        var order = Shuffle.Order(question.Choice!.Options, id, option => option.Id);
        return new Round
        {
            Id = new RoundId(id), Team = new TeamId("fake:1"), Channel = new ChannelId("c"), Schedule = new ScheduleId(1), Kind = RoundKind.Daily,
            LocalDate = new LocalDate(2026, 11, 24), Cycle = 1, IsReview = false,
            Question = new RoundQuestion(question.Id, question.Level, question.Topics, question.Prompt,
                [.. order.Select(option => new RoundOption(option.Id, option.Text, option.Why))],
                [.. order.Where(option => option.Correct).Select(option => option.Id)], null, question.References, question.Reviewed),
            OpenedAt = Posted, PostBefore = Posted + Duration.FromHours(4), OpenFor = Duration.FromHours(23), State = state,
            PostedAt = Posted, ClosesAt = Posted + Duration.FromHours(23),
        };
    }

    static Answer Said(string member, string option) => new(new MemberId(member), option, Posted);

    static RoundAccount Account(Round round, IEnumerable<Answer> answers, IReadOnlyDictionary<MemberId, Score>? booked = null) =>
        new(round, [.. answers], booked ?? new Dictionary<MemberId, Score>());

    [Fact]
    public void A_right_choice_gives_its_level_and_a_wrong_one_takes_part()
    {
        var settled = Scoring.Close(Account(RoundOf(Builders.Question("q", Level.Senior)), [Said("ana", "a"), Said("ben", "b")]), Now)!;
        Assert.Equal(RoundState.Closed, settled.Round.State);
        Assert.Equal([("ana", new Score(30, 1, 1)), ("ben", new Score(0, 0, 1))], settled.Entries.Select(entry => (entry.Member.Value, entry.Score)));
    }

    [Fact]
    public void A_round_closed_late_counts_as_closed_when_it_was_due()
    {
        var round = RoundOf(Builders.Question("q"));
        Assert.Equal(round.ClosesAt, Scoring.Close(Account(round, []), Now)!.Round.ClosedAt);
        var early = Posted + Duration.FromHours(1);
        Assert.Equal(early, Scoring.Close(Account(round, []), early)!.Round.ClosedAt);
    }

    [Fact]
    public void Only_an_open_delivered_round_can_be_closed_and_only_a_closed_one_corrected()
    {
        var open = RoundOf(Builders.Question("q"));
        Assert.Null(Scoring.Close(Account(open with { ClosesAt = null, PostedAt = null }, []), Now));
        Assert.Null(Scoring.Close(Account(open with { State = RoundState.Closed }, []), Now));
        Assert.Null(Scoring.Correct(Account(open, []), ["b"], Now));
        Assert.Null(Scoring.Correct(Account(open with { State = RoundState.Closed }, []), ["a"], Now));
        Assert.Null(Scoring.Void(Account(open with { State = RoundState.Void }, []), Now));
    }

    [Fact]
    public void Shuffling_never_changes_a_verdict() => Gen.Select(Gen.Long[1, long.MaxValue], Gen.Int[0, 3]).Sample((seed, choice) =>
    {
        var question = Builders.Question("q");
        var round = RoundOf(question, seed) with { State = RoundState.Closed };
        var chosen = question.Choice!.Options[choice];
        var letter = round.Question.LetterOf(chosen.Id);
        return round.Question.OptionAt(letter)!.Id == chosen.Id
            && (Scoring.Of(round, Said("ana", round.Question.OptionAt(letter)!.Id)).Right == 1) == chosen.Correct;
    });

    [Fact]
    public void Whatever_is_corrected_or_voided_the_ledger_sums_to_the_verdict_of_the_last_state() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3]).List[0, 8],
            Gen.Int[0, 4].List[0, 6])
        .Sample((said, steps) =>
        {
            var question = Builders.Question("q", Level.Mid);
            var answers = said.GroupBy(one => one.Item1).Select(one => Said($"m{one.Key}", question.Choice!.Options[one.Last().Item2].Id)).ToList();
            var round = RoundOf(question);
            var booked = new Dictionary<MemberId, Score>();
            void Book(Settlement? settled)
            {
                if (settled is null)
                    return;
                round = settled.Round;
                foreach (var entry in settled.Entries)
                    booked[entry.Member] = booked.GetValueOrDefault(entry.Member) + entry.Score;
            }

            Book(Scoring.Close(Account(round, answers), Now));
            foreach (var step in steps)
                Book(step == 4 ? Scoring.Void(Account(round, answers, booked), Now) : Scoring.Correct(Account(round, answers, booked), [question.Choice!.Options[step].Id], Now));
            return answers.All(answer => booked.GetValueOrDefault(answer.Member) == Scoring.Of(round, answer));
        });

    static Round OpenRound(Level level, RoundState state = RoundState.Open)
    {
        var round = RoundOf(Builders.Question("q", level), state: state);
        return round with { Question = QuestionCopies.Of(Builders.OpenQuestion("q", level), QuestionKind.Open, round.Id.Value) };
    }

    [Theory]
    [InlineData(Level.Junior, 0, 0)]
    [InlineData(Level.Junior, 4, 0)]
    [InlineData(Level.Junior, 5, 1)]
    [InlineData(Level.Junior, 64, 6)]
    [InlineData(Level.Junior, 65, 7)]
    [InlineData(Level.Mid, 62, 12)]
    [InlineData(Level.Mid, 63, 13)]
    [InlineData(Level.Senior, 99, 30)]
    [InlineData(Level.Architect, 100, 40)]
    public void Words_give_the_levels_points_times_their_score_to_the_nearest_point(Level level, int score, int points) =>
        Assert.Equal(points, Scoring.PointsFor(level, score));

    [Fact]
    public void Words_count_as_right_from_a_score_of_60()
    {
        var settled = Scoring.Close(
            Account(OpenRound(Level.Mid), [new Answer(new MemberId("ana"), null, Posted, 60), new Answer(new MemberId("ben"), null, Posted, 59), new Answer(new MemberId("cho"), null, Posted, 0)]), Now)!;
        Assert.Equal([new Score(12, 1, 1), new Score(12, 0, 1), new Score(0, 0, 1)], settled.Entries.Select(entry => entry.Score));
    }

    [Fact]
    public void An_open_round_has_no_other_right_options_but_can_be_withdrawn()
    {
        var account = Account(OpenRound(Level.Mid, RoundState.Closed), [new Answer(new MemberId("ana"), null, Posted, 60)], new Dictionary<MemberId, Score> { [new MemberId("ana")] = new(12, 1, 1) });
        Assert.Null(Scoring.Correct(account, ["a"], Now));
        Assert.Equal([new Score(-12, -1, -1)], Scoring.Void(account, Now)!.Entries.Select(entry => entry.Score));
    }
}
