using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Members;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Members;

/// <summary>Reads all that is kept about a member, whatever tables there are.</summary>
internal static class Keeping
{
    /// <summary>
    /// Not the member's: what the tenant is called here, and copies of the bank's questions and of what is right, which nobody
    /// is to know before a question closes.
    /// </summary>
    static readonly string[] NotTheirs = ["team", "questions", "right"];

    static readonly string[] Instants = ["at", "first_seen", "last_seen", "effective_from"];

    public static IReadOnlyList<KeptRows> Read(SqliteConnection connection, TeamId team, MemberId member)
    {
        var values = new { team = team.Value, member = member.Value };
        var kept = new List<KeptRows>();
        foreach (var table in OwnedRows.Tables(connection).OrderBy(table => table.Name != "members").ThenBy(table => table.Name, StringComparer.Ordinal))
        {
            var isTheirs = table.Doers.Select(doer => $"{table.Name}.team = @team AND {table.Name}.{doer} = @member");
            if (table.Owner is not null)
                isTheirs = isTheirs.Prepend(table.IsOwned);
            if (string.Join(" OR ", isTheirs.Select(condition => $"({condition})")) is not { Length: > 0 } where)
                continue;
            var rows = Read(connection, table, where, values);
            if (rows.Rows.Count > 0)
                kept.Add(rows);
        }

        return kept;
    }

    static KeptRows Read(SqliteConnection connection, OwnedTable table, string where, object values)
    {
        var fields = table.Columns.Select(column => column.Name).Except(NotTheirs).ToList();
        var select = fields.Select(field => $"{table.Name}.{field}").ToList();
        var from = table.Name;
        if (fields.Contains("round"))
        {
            // A round's number says nothing to its reader.
            from += $" LEFT JOIN rounds AS asked ON asked.id = {table.Name}.round";
            (string Field, string Sql)[] more =
            [
                ("question_id", "asked.question_id"), ("local_date", "asked.local_date"), ("question", "asked.question ->> '$.prompt'"),
                .. fields.Contains("option_id")
                    ? new[] { ("option", $"(SELECT value ->> '$.text' FROM json_each(asked.question, '$.options') WHERE value ->> '$.id' = {table.Name}.option_id)") }
                    : [],
            ];
            foreach (var (field, sql) in more.Where(field => !fields.Contains(field.Field)))
            {
                fields.Add(field);
                select.Add(sql);
            }
        }

        using var reader = connection.ExecuteReader($"SELECT {string.Join(", ", select)} FROM {from} WHERE {where}", values);
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
            rows.Add([.. fields.Select((field, index) => Value(field, reader.GetValue(index)))]);
        return new KeptRows(table.Name, fields, rows);
    }

    static object? Value(string field, object value) => value switch
    {
        DBNull => null,
        long at when IsInstant(field) => Words.Instant(at),
        long or string => value,
        _ => value.ToString(),
    };

    static bool IsInstant(string field) => Instants.Contains(field) || field.EndsWith("_at", StringComparison.Ordinal);
}
