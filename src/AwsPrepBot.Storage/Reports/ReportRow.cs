using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Storage.Rounds;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Reports;

/// <summary>A row of <c>reports</c>.</summary>
internal sealed record ReportRow(
    long Id, string Team, string Member, string QuestionId, long? Round, string? OptionId, string? AnswerText, string Right,
    string Reason, long At, string State, string? Word)
{
    const string Select =
        """
        SELECT id AS Id, team AS Team, member AS Member, question_id AS QuestionId, round AS Round, option_id AS OptionId,
               answer_text AS AnswerText, right AS Right, reason AS Reason, at AS At, state AS State, word AS Word
        FROM reports

        """;

    /// <summary>The reports for which <paramref name="where"/> holds; it may end with an order.</summary>
    public static IReadOnlyList<Report> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<ReportRow>(Select + where, values).Select(row => row.ToReport())];

    public static Report? Find(SqliteConnection connection, TeamId team, ReportId report) =>
        Read(connection, "WHERE id = @report AND team = @team", new { report = report.Value, team = team.Value }).SingleOrDefault();

    /// <summary>Writes it with what the member answered in its round.</summary>
    /// <returns>False when the member has an open one on this question.</returns>
    public static bool Add(WriteConnection connection, Report report) => connection.Sqlite.Execute(
        """
        INSERT INTO reports (id, team, member, question_id, round, option_id, answer_text, right, reason, at, state)
        VALUES (
          @Id, @Team, @Member, @Question, @Round,
          (SELECT option_id FROM answers WHERE round = @Round AND member = @Member AND team = @Team),
          (SELECT text FROM open_answers WHERE round = @Round AND member = @Member AND team = @Team),
          @Key, @Reason, @At, 'open')
        ON CONFLICT (team, question_id, member) WHERE state = 'open' DO NOTHING
        """,
        new
        {
            Id = report.Id.Value,
            Team = report.Team.Value,
            Member = report.Member.Value,
            Question = report.Question.Value,
            Round = report.Round?.Value,
            Key = QuestionDocument.WriteTopics(report.Key),
            report.Reason,
            At = report.At.ToUnixTimeMilliseconds(),
        }) == 1;

    public static string WordOf(ReportState state) => state switch
    {
        ReportState.Open => "open",
        ReportState.Withheld => "withheld",
        ReportState.Voided => "voided",
        ReportState.Corrected => "corrected",
        ReportState.Rejected => "rejected",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
    };

    static ReportState StateOf(string word) =>
        Enum.GetValues<ReportState>().FirstOrDefault(state => WordOf(state) == word, (ReportState)(-1)) is var found and >= 0
            ? found
            : throw new InvalidOperationException($"The database has no word \"{word}\".");

    Report ToReport() => new()
    {
        Id = new ReportId(Id),
        Team = new TeamId(Team),
        Question = new QuestionId(QuestionId),
        Round = Round is { } round ? new RoundId(round) : null,
        Member = new MemberId(Member),
        OptionId = OptionId,
        Written = AnswerText,
        Key = QuestionDocument.ReadRight(Right),
        Reason = Reason,
        At = Words.Instant(At),
        State = StateOf(State),
        Word = Word,
    };
}
