using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Scores;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Storage;

/// <summary>How values are written in the database. Part of its format: a change needs a migration.</summary>
internal static class Words
{
    static readonly LocalTimePattern TimePattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Word(this LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static LocalDate Date(string word) => LocalDatePattern.Iso.Parse(word).Value;

    public static string Word(this LocalTime time) => TimePattern.Format(time);

    public static LocalTime Time(string word) => TimePattern.Parse(word).Value;

    public static Instant Instant(long milliseconds) => NodaTime.Instant.FromUnixTimeMilliseconds(milliseconds);

    public static Instant? Instant(long? milliseconds) => milliseconds is { } value ? Instant(value) : null;

    public static long Word(this Duration duration) => (long)duration.TotalMilliseconds;

    public static string Word(this RoundKind kind) => kind switch
    {
        RoundKind.Daily => "daily",
        RoundKind.Extra => "extra",
        _ => throw Unknown(kind),
    };

    public static RoundKind Kind(string word) => word switch
    {
        "daily" => RoundKind.Daily,
        "extra" => RoundKind.Extra,
        _ => throw Unknown(word),
    };

    public static string Word(this RoundState state) => state switch
    {
        RoundState.Open => "open",
        RoundState.Closed => "closed",
        RoundState.Void => "void",
        _ => throw Unknown(state),
    };

    public static RoundState State(string word) => word switch
    {
        "open" => RoundState.Open,
        "closed" => RoundState.Closed,
        "void" => RoundState.Void,
        _ => throw Unknown(word),
    };

    /// <summary>As multiple choice where nothing is written: schedules are older than the other kinds.</summary>
    public static QuestionKind QuestionKind(string? word) => word is null
        ? Engine.Questions.QuestionKind.Choice
        : QuestionKinds.Parse(word) ?? throw Unknown(word);

    public static string Word(this LedgerReason reason) => reason switch
    {
        LedgerReason.Closed => "closed",
        LedgerReason.Corrected => "corrected",
        LedgerReason.Voided => "voided",
        _ => throw Unknown(reason),
    };

    public static string Word(this BoardPeriod period) => period switch
    {
        BoardPeriod.Today => "day",
        BoardPeriod.Week => "week",
        BoardPeriod.Month => "month",
        BoardPeriod.All => "all",
        _ => throw Unknown(period),
    };

    public static string Word(this QuizMode mode) => mode switch
    {
        Engine.Quizzes.QuizMode.Solo => "solo",
        Engine.Quizzes.QuizMode.Channel => "channel",
        Engine.Quizzes.QuizMode.Review => "review",
        Engine.Quizzes.QuizMode.Mock => "mock",
        _ => throw Unknown(mode),
    };

    public static QuizMode QuizMode(string word) => word switch
    {
        "solo" => Engine.Quizzes.QuizMode.Solo,
        "channel" => Engine.Quizzes.QuizMode.Channel,
        "review" => Engine.Quizzes.QuizMode.Review,
        "mock" => Engine.Quizzes.QuizMode.Mock,
        _ => throw Unknown(word),
    };

    public static string Word(this QuizState state) => state switch
    {
        Engine.Quizzes.QuizState.Running => "running",
        Engine.Quizzes.QuizState.Parked => "parked",
        Engine.Quizzes.QuizState.Ended => "ended",
        Engine.Quizzes.QuizState.Abandoned => "abandoned",
        _ => throw Unknown(state),
    };

    public static QuizState QuizState(string word) => word switch
    {
        "running" => Engine.Quizzes.QuizState.Running,
        "parked" => Engine.Quizzes.QuizState.Parked,
        "ended" => Engine.Quizzes.QuizState.Ended,
        "abandoned" => Engine.Quizzes.QuizState.Abandoned,
        _ => throw Unknown(word),
    };

    public static DeliveryKind DeliveryKind(string word) => word switch
    {
        "post" => Engine.Delivery.DeliveryKind.Post,
        "edit" => Engine.Delivery.DeliveryKind.Edit,
        "notice" => Engine.Delivery.DeliveryKind.Notice,
        _ => throw Unknown(word),
    };

    public static string Word(this DeliveryState state) => state switch
    {
        DeliveryState.Due => "due",
        DeliveryState.Sending => "sending",
        DeliveryState.Sent => "sent",
        DeliveryState.Cancelled => "cancelled",
        DeliveryState.Ambiguous => "ambiguous",
        _ => throw Unknown(state),
    };

    static InvalidOperationException Unknown(object value) => new($"The database has no word \"{value}\".");
}
