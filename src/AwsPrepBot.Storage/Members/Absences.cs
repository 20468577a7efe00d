using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Members;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Members;

/// <summary>Rows of <c>absences</c>; no two of a member's hold the same date.</summary>
internal static class Absences
{
    const string HoldsDate = "team = @team AND member = @member AND first_date <= @date AND until > @date";

    public static Absence? Find(SqliteConnection connection, TeamId team, MemberId member, LocalDate date) =>
        connection.QuerySingleOrDefault<(string From, string Until)?>(
            $"SELECT first_date, until FROM absences WHERE {HoldsDate}", Values(team, member, date)) is { } row
            ? new Absence(Words.Date(row.From), Words.Date(row.Until))
            : null;

    /// <returns>Whether anything changed.</returns>
    public static bool Begin(SqliteConnection connection, TeamId team, MemberId member, Absence absence)
    {
        var values = new { team = team.Value, member = member.Value, date = absence.From.Word(), until = absence.Until.Word() };
        if (connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM absences WHERE {HoldsDate})", values))
            return connection.Execute($"UPDATE absences SET until = @until WHERE {HoldsDate} AND until <> @until", values) == 1;
        // One that was to begin later is part of this one.
        connection.Execute("DELETE FROM absences WHERE team = @team AND member = @member AND first_date > @date", values);
        return connection.Execute("INSERT INTO absences (team, member, first_date, until) VALUES (@team, @member, @date, @until)", values) == 1;
    }

    /// <returns>Whether there was one to end.</returns>
    public static bool End(SqliteConnection connection, TeamId team, MemberId member, LocalDate date)
    {
        var values = Values(team, member, date);
        return connection.Execute($"DELETE FROM absences WHERE {HoldsDate} AND first_date = @date", values) == 1
            || connection.Execute($"UPDATE absences SET until = @date WHERE {HoldsDate}", values) == 1;
    }

    static object Values(TeamId team, MemberId member, LocalDate date) => new { team = team.Value, member = member.Value, date = date.Word() };
}
