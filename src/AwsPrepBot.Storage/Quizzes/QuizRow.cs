using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Storage.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Quizzes;

/// <summary>A row of <c>quizzes</c>.</summary>
internal sealed record QuizRow(
    long Id, string Team, string Channel, string Member, string Mode, string State, long StartedAt, long LastAt, long? EndedAt, long Position,
    long? ClosesAt, long? Seconds, string Filter, string? MessageChannel, string? MessageId, string? MessageLink, string Questions)
{
    const string Select =
        """
        SELECT id AS Id, team AS Team, channel AS Channel, member AS Member, mode AS Mode, state AS State, started_at AS StartedAt,
               last_at AS LastAt, ended_at AS EndedAt, position AS Position, closes_at AS ClosesAt, seconds AS Seconds, filter AS Filter,
               message_channel AS MessageChannel, message_id AS MessageId, message_link AS MessageLink, questions AS Questions
        FROM quizzes

        """;

    /// <summary>The quizzes for which <paramref name="where"/> holds; it may end with an order.</summary>
    public static IReadOnlyList<Quiz> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<QuizRow>(Select + where, values).Select(row => row.ToQuiz())];

    /// <summary>The quiz, if it is this team's, with its answers or those of one member.</summary>
    public static QuizAccount? Find(SqliteConnection connection, TeamId team, QuizId id, MemberId? answersOf = null) =>
        Read(connection, "WHERE id = @quiz AND team = @team", new { quiz = id.Value, team = team.Value }).SingleOrDefault() is { } quiz
            ? new QuizAccount(quiz, QuizAnswerRow.Read(connection, id, answersOf))
            : null;

    public static void Insert(SqliteConnection connection, Quiz quiz) => connection.Execute(
        """
        INSERT INTO quizzes (id, team, channel, member, mode, state, started_at, last_at, ended_at, position, closes_at, seconds, filter, questions)
        VALUES (@Id, @Team, @Channel, @Member, @Mode, @State, @StartedAt, @LastAt, @EndedAt, @Position, @ClosesAt, @Seconds, @Filter, @Questions)
        """,
        new
        {
            Id = quiz.Id.Value,
            Team = quiz.Team.Value,
            Channel = quiz.Channel.Value,
            Member = quiz.Member.Value,
            Mode = quiz.Mode.Word(),
            State = quiz.State.Word(),
            StartedAt = quiz.StartedAt.ToUnixTimeMilliseconds(),
            LastAt = quiz.LastAt.ToUnixTimeMilliseconds(),
            EndedAt = quiz.EndedAt?.ToUnixTimeMilliseconds(),
            quiz.Position,
            ClosesAt = quiz.ClosesAt?.ToUnixTimeMilliseconds(),
            Seconds = (long?)quiz.QuestionTime?.TotalSeconds,
            Filter = FilterDocument.Write(quiz.Filter),
            Questions = QuestionDocument.WriteAll(quiz.Questions),
        });

    /// <summary>Writes what changes in a quiz's life.</summary>
    public static void Update(SqliteConnection connection, Quiz quiz) => connection.Execute(
        """
        UPDATE quizzes SET state = @State, last_at = @LastAt, ended_at = @EndedAt, position = @Position, closes_at = @ClosesAt WHERE id = @Id
        """,
        new
        {
            Id = quiz.Id.Value,
            State = quiz.State.Word(),
            LastAt = quiz.LastAt.ToUnixTimeMilliseconds(),
            EndedAt = quiz.EndedAt?.ToUnixTimeMilliseconds(),
            quiz.Position,
            ClosesAt = quiz.ClosesAt?.ToUnixTimeMilliseconds(),
        });

    Quiz ToQuiz() => new()
    {
        Id = new QuizId(Id),
        Team = new TeamId(Team),
        Channel = new ChannelId(Channel),
        Member = new MemberId(Member),
        Mode = Words.QuizMode(Mode),
        State = Words.QuizState(State),
        StartedAt = Words.Instant(StartedAt),
        LastAt = Words.Instant(LastAt),
        EndedAt = Words.Instant(EndedAt),
        Position = (int)Position,
        ClosesAt = Words.Instant(ClosesAt),
        QuestionTime = Seconds is { } seconds ? Duration.FromSeconds(seconds) : null,
        Filter = FilterDocument.Read(Filter),
        Message = MessageId is null
            ? null
            : new MessageRef(new ChannelId(MessageChannel!), MessageId, MessageLink is null ? null : new Uri(MessageLink)),
        Questions = QuestionDocument.ReadAll(Questions),
    };
}
