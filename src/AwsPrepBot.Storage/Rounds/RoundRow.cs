using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>A row of <c>rounds</c>.</summary>
internal sealed record RoundRow(
    long Id, string Team, string Channel, long Schedule, string Kind, string LocalDate, string State,
    long? PostedAt, long? ClosesAt, long? ClosedAt, long OpenedAt, long PostBefore, long OpenFor,
    string? MessageChannel, string? MessageId, string? MessageLink, long Cycle, long IsReview, string Question)
{
    const string Select =
        """
        SELECT id AS Id, team AS Team, channel AS Channel, schedule AS Schedule, kind AS Kind, local_date AS LocalDate,
               state AS State, posted_at AS PostedAt, closes_at AS ClosesAt, closed_at AS ClosedAt, opened_at AS OpenedAt,
               post_before AS PostBefore, open_for AS OpenFor, message_channel AS MessageChannel, message_id AS MessageId,
               message_link AS MessageLink, cycle AS Cycle, is_review AS IsReview, question AS Question
        FROM rounds

        """;

    /// <summary>The rounds for which <paramref name="where"/> holds; it may end with an order.</summary>
    public static IReadOnlyList<Round> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<RoundRow>(Select + where, values).Select(row => row.ToRound())];

    /// <summary>The round, if it is this team's.</summary>
    public static Round? Find(SqliteConnection connection, TeamId team, RoundId round) =>
        Read(connection, "WHERE id = @round AND team = @team", new { round = round.Value, team = team.Value }).SingleOrDefault();

    public static void Insert(SqliteConnection connection, Round round) => connection.Execute(
        """
        INSERT INTO rounds (
          id, team, channel, schedule, kind, local_date, state, posted_at, closes_at, closed_at, opened_at, post_before, open_for,
          message_channel, message_id, message_link, cycle, is_review, question_id, level, topics, question)
        VALUES (
          @Id, @Team, @Channel, @Schedule, @Kind, @LocalDate, @State, @PostedAt, @ClosesAt, @ClosedAt, @OpenedAt, @PostBefore, @OpenFor,
          @MessageChannel, @MessageId, @MessageLink, @Cycle, @IsReview, @QuestionId, @Level, @Topics, @Question)
        """,
        new
        {
            Id = round.Id.Value,
            Team = round.Team.Value,
            Channel = round.Channel.Value,
            Schedule = round.Schedule.Value,
            Kind = round.Kind.Word(),
            LocalDate = round.LocalDate.Word(),
            State = round.State.Word(),
            PostedAt = round.PostedAt?.ToUnixTimeMilliseconds(),
            ClosesAt = round.ClosesAt?.ToUnixTimeMilliseconds(),
            ClosedAt = round.ClosedAt?.ToUnixTimeMilliseconds(),
            OpenedAt = round.OpenedAt.ToUnixTimeMilliseconds(),
            PostBefore = round.PostBefore.ToUnixTimeMilliseconds(),
            OpenFor = round.OpenFor.Word(),
            MessageChannel = round.Message?.Channel.Value,
            MessageId = round.Message?.Id,
            MessageLink = round.Message?.Link?.OriginalString,
            round.Cycle,
            round.IsReview,
            QuestionId = round.Question.Id.Value,
            Level = (int)round.Question.Level,
            Topics = QuestionDocument.WriteTopics(round.Question.Topics),
            Question = QuestionDocument.Write(round.Question),
        });

    Round ToRound() => new()
    {
        Id = new RoundId(Id),
        Team = new TeamId(Team),
        Channel = new ChannelId(Channel),
        Schedule = new ScheduleId(Schedule),
        Kind = Words.Kind(Kind),
        LocalDate = Words.Date(LocalDate),
        Cycle = (int)Cycle,
        IsReview = IsReview == 1,
        Question = QuestionDocument.Read(Question),
        OpenedAt = Words.Instant(OpenedAt),
        PostBefore = Words.Instant(PostBefore),
        OpenFor = Duration.FromMilliseconds(OpenFor),
        State = Words.State(State),
        PostedAt = Words.Instant(PostedAt),
        ClosesAt = Words.Instant(ClosesAt),
        ClosedAt = Words.Instant(ClosedAt),
        Message = MessageId is null
            ? null
            : new MessageRef(new ChannelId(MessageChannel!), MessageId, MessageLink is null ? null : new Uri(MessageLink)),
    };
}
