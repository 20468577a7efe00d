using AwsPrepBot.Engine;
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Writing;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace AwsPrepBot.Storage.Members;

/// <summary>Deletes all of a member, or of a team, in the transaction it is called in.</summary>
internal static class Forgetting
{
    /// <summary>
    /// Every row that is the member's, wherever it is. Others' standings do not depend on it; theirs go with their ledger, so
    /// what is left equals a sum of what is left.
    /// </summary>
    /// <returns>Whether there was anything.</returns>
    public static bool Member(WriteConnection connection, TeamId team, MemberId member, IdSource ids, Instant now)
    {
        var sqlite = connection.Sqlite;
        var values = new { team = team.Value, member = member.Value, nobody = MemberStore.Nobody };
        KeepCounts(sqlite, values);
        var open = sqlite.Query<long>(
            """
            SELECT id FROM rounds
            WHERE team = @team AND state = 'open'
              AND (EXISTS (SELECT 1 FROM answers WHERE round = rounds.id AND member = @member)
                OR EXISTS (SELECT 1 FROM open_answers WHERE round = rounds.id AND member = @member))
            """,
            values).AsList();
        LeaveQuizzesOfOthers(sqlite, values);

        var rows = 0;
        foreach (var table in OwnedRows.Tables(sqlite))
        {
            foreach (var doer in table.Doers)
                rows += sqlite.Execute($"UPDATE {table.Name} SET {doer} = NULL WHERE team = @team AND {doer} = @member", values);
            if (table.Owner is not null)
                rows += sqlite.Execute($"DELETE FROM {table.Name} WHERE {table.IsOwned}", values);
        }

        foreach (var round in open)
            Outbox.AskForCount(connection, new DeliveryId(ids.Next()), team, new RoundId(round), now);
        return rows > 0;
    }

    /// <summary>Every row of the team, and the team.</summary>
    public static void Team(SqliteConnection connection, TeamId team)
    {
        var values = new { team = team.Value };
        foreach (var table in OwnedRows.Tables(connection))
            connection.Execute($"DELETE FROM {table.Name} WHERE team = @team", values);
        connection.Execute("DELETE FROM teams WHERE id = @team", values);
    }

    /// <summary>What they answered in rounds that have ended goes on being counted. An open one just has one answer less.</summary>
    static void KeepCounts(SqliteConnection connection, object values) => connection.Execute(
        """
        INSERT INTO forgotten_answers (round, option_id, score, team, answers)
        SELECT rounds.id, option_id, 0, rounds.team, 1
        FROM rounds CROSS JOIN answers ON answers.round = rounds.id AND answers.member = @member
        WHERE rounds.team = @team AND rounds.state <> 'open'
        ON CONFLICT DO UPDATE SET answers = forgotten_answers.answers + 1;

        INSERT INTO forgotten_answers (round, option_id, score, team, answers)
        SELECT rounds.id, '', score, rounds.team, 1
        FROM rounds CROSS JOIN open_answers ON open_answers.round = rounds.id AND open_answers.member = @member
        WHERE rounds.team = @team AND rounds.state <> 'open'
        ON CONFLICT DO UPDATE SET answers = forgotten_answers.answers + 1;
        """,
        values);

    /// <summary>A quiz for everybody that they began is the others' too: it goes on as begun by nobody.</summary>
    static void LeaveQuizzesOfOthers(SqliteConnection connection, object values) => connection.Execute(
        """
        INSERT INTO members (team, id, display_name, hidden, first_seen, last_seen)
        SELECT @team, @nobody, 'someone', 1, 0, 0
        WHERE EXISTS (SELECT 1 FROM quizzes WHERE team = @team AND member = @member AND mode = 'channel')
        ON CONFLICT DO NOTHING;

        UPDATE quizzes SET member = @nobody WHERE team = @team AND member = @member AND mode = 'channel';
        """,
        values);
}
