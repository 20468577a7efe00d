using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using NodaTime;

namespace AwsPrepBot.TestKit.Storage;

/// <summary>Builders of ordinary things; a test changes what it is about with <c>with</c>. Every id is new.</summary>
public static class Some
{
    static long _lastId = 1000;

    /// <summary>The team everything belongs to unless said otherwise.</summary>
    public static TeamId Team { get; } = new("discord:1");

    /// <summary>The channel everything is in unless said otherwise.</summary>
    public static ChannelId Channel { get; } = new("general");

    /// <summary>When things happen unless said otherwise: where <see cref="TestDatabase.Time"/> begins.</summary>
    public static Instant Now { get; } = Instant.FromUtc(2026, 11, 24, 8, 0);

    /// <summary>The local date at <see cref="Now"/>.</summary>
    public static LocalDate Today { get; } = new(2026, 11, 24);

    /// <summary>An id nothing else has.</summary>
    public static long Id() => Interlocked.Increment(ref _lastId);

    /// <summary>The id of a person's act.</summary>
    public static RequestId Request() => new($"request-{Id()}");

    /// <summary>A delivery's id.</summary>
    public static DeliveryId Delivery() => new(Id());

    /// <summary>A schedule at nine in Berlin on working days, saved just now.</summary>
    public static Schedule Schedule() => new()
    {
        Id = new ScheduleId(Id()),
        Team = Team,
        Channel = Channel,
        Settings = ScheduleSettings.Default("Europe/Berlin"),
        Revision = 1,
        EffectiveFrom = Now,
    };

    /// <summary>A question of four options, a–d, of which b is right.</summary>
    public static RoundQuestion Question(string id = "s3-versioning", Level level = Level.Mid, params string[] topics) => new(
        new QuestionId(id), level, topics.Length == 0 ? ["s3", "storage"] : topics, "What does *versioning* keep?",
        [
            new RoundOption("c", "Nothing", "It keeps every version."),
            new RoundOption("a", "The first version", "It keeps every version."),
            new RoundOption("b", "Every version", "That is what it is for."),
            new RoundOption("d", "The last version", "It keeps every version."),
        ],
        ["b"], "Think of deletes.", [new Uri("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html")], new LocalDate(2026, 11, 1));

    /// <summary>A question to be answered in one's own words, with two points to cover.</summary>
    public static RoundQuestion OpenQuestion(string id = "s3-versioning", Level level = Level.Mid) =>
        Question(id, level) with
        {
            Prompt = "What does *versioning* keep?", Options = [], Right = [],
            Rubric = new RoundRubric(
                [new RubricPoint("Every version of an object is kept.", 2, ["all versions stay"], ["only the last version is kept"]), new RubricPoint("A delete adds a marker.", 1, [], [])],
                ["It keeps every version; a delete only adds a marker."]),
        };

    /// <summary>What a grader might say of an answer.</summary>
    public static Verdict Verdict(int score) => new(
        score,
        [
            new PointVerdict("Every version of an object is kept.", 2, Coverage.Covered, "all versions stay"),
            new PointVerdict("A delete adds a marker.", 1, Coverage.Missing, null),
        ],
        [new AnswerFlag(FlagKind.Repetition, "You said it twice.")], "Next time add: A delete adds a marker.");

    /// <summary>A member's answer in their own words to a round, given now.</summary>
    public static OpenSubmission Written(Round round, string member, int score, string text = "All versions stay.") => new(
        round.Team, round.Id, new MemberId(member), $"Name of {member}", text, Verdict(score), Now, Request());

    /// <summary>Today's daily round of a schedule, not posted yet.</summary>
    public static Round Round(Schedule schedule) => new()
    {
        Id = new RoundId(Id()),
        Team = schedule.Team,
        Channel = schedule.Channel,
        Schedule = schedule.Id,
        Kind = RoundKind.Daily,
        LocalDate = Today,
        Cycle = 1,
        IsReview = false,
        Question = Question(),
        OpenedAt = Now,
        PostBefore = Now + Duration.FromHours(4),
        OpenFor = Duration.FromHours(23),
    };

    /// <summary>A member's answer to a round, given now.</summary>
    public static Submission Answer(Round round, string member, string option) => new(
        round.Team, round.Id, new MemberId(member), $"Name of {member}", option, Now, Request());

    /// <summary>A private quiz of three questions, just begun; b is right in each.</summary>
    public static Quiz Quiz(string member = "ann") => new()
    {
        Id = new QuizId(Id()),
        Team = Team,
        Channel = Channel,
        Member = new MemberId(member),
        Mode = QuizMode.Solo,
        StartedAt = Now,
        LastAt = Now,
        Filter = new QuizFilter(Level.Mid, "s3", QuestionKind.Choice, 3),
        Questions = [Question("q1"), Question("q2", Level.Senior), Question("q3")],
    };

    /// <summary>The same for a channel, half a minute a question.</summary>
    public static Quiz ChannelQuiz(string member = "ann") => Quiz(member) with { Mode = QuizMode.Channel, QuestionTime = Duration.FromSeconds(30) };

    /// <summary>A member's report on a round's question, made now.</summary>
    public static Report Report(Round round, string member) => new()
    {
        Id = new ReportId(Id()),
        Team = round.Team,
        Question = round.Question.Id,
        Round = round.Id,
        Member = new MemberId(member),
        Key = round.Question.Right,
        Reason = "It is wrong.",
        At = Now,
    };

    /// <summary>The message a round was posted as.</summary>
    public static MessageRef Message(Round round) => new(
        round.Channel, $"message-{round.Id}", new Uri($"https://discord.com/channels/1/2/{round.Id}"));

    /// <summary>
    /// A round as it would be after another decision: its state, and the entries that bring the ledger to what its answers
    /// are worth then.
    /// </summary>
    public static Settlement Settle(RoundAccount account, RoundState state, Instant at, params string[] right)
    {
        var round = account.Round with
        {
            State = state,
            ClosedAt = at,
            Question = account.Round.Question with { Right = right.Length == 0 ? account.Round.Question.Right : right },
        };
        var reason = state == RoundState.Void ? LedgerReason.Voided
            : account.Round.State == RoundState.Open ? LedgerReason.Closed : LedgerReason.Corrected;
        var entries = account.Answers
            .Select(answer => (answer.Member, Score: Worth(round, answer) - account.Booked.GetValueOrDefault(answer.Member)))
            .Where(change => change.Score != default)
            .Select(change => new LedgerEntry(round.Team, change.Member, round.Id, round.LocalDate, change.Score, reason, at));
        return new Settlement(round, [.. entries]);
    }

    static Score Worth(Round round, Answer answer) => round.State switch
    {
        RoundState.Void => default,
        _ when answer.Score is { } score => new Score((round.Points * score + 50) / 100, score >= 60 ? 1 : 0, 1),
        _ when round.Question.IsRight(answer.OptionId!) => new Score(round.Points, 1, 1),
        _ => new Score(0, 0, 1),
    };
}
