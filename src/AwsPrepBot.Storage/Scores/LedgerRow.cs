using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Scores;

/// <summary>The ledger: only added to.</summary>
internal static class LedgerRow
{
    public static void Add(WriteConnection connection, LedgerEntry entry) => connection.Execute(
        """
        INSERT INTO ledger (team, member, round, local_date, points, rights, answered, reason, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        entry.Team.Value, entry.Member.Value, entry.Round.Value, entry.LocalDate.Word(),
        entry.Score.Points, entry.Score.Right, entry.Score.Answered, entry.Reason.Word(), entry.At.ToUnixTimeMilliseconds());

    /// <summary>What is booked for a round so far, members without entries absent.</summary>
    public static IReadOnlyDictionary<MemberId, Score> Sums(SqliteConnection connection, TeamId team, RoundId round) =>
        connection
            .Query<(string Member, int Points, int Rights, int Answered)>(
                """
                SELECT member, SUM(points), SUM(rights), SUM(answered)
                FROM ledger WHERE round = @round AND team = @team GROUP BY member
                """,
                new { round = round.Value, team = team.Value })
            .ToDictionary(row => new MemberId(row.Member), row => new Score(row.Points, row.Rights, row.Answered));
}
