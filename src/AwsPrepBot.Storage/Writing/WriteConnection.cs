using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Writing;

/// <summary>
/// The one connection that writes, with its prepared statements. Only the writer touches it, and only work inside
/// a transaction sees it.
/// </summary>
internal sealed class WriteConnection(SqliteConnection sqlite) : IDisposable
{
    readonly Dictionary<string, SqliteCommand> _prepared = [];

    /// <summary>For statements that are not in a hurry: Dapper prepares them anew each time.</summary>
    public SqliteConnection Sqlite => sqlite;

    /// <summary>Runs a statement that is kept prepared; parameters are <c>?1</c>, <c>?2</c>, … in order.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object> values) => Prepared(sql, values).ExecuteNonQuery();

    /// <summary>Runs a query that is kept prepared. Dispose the reader before the next use of the same query.</summary>
    public SqliteDataReader Query(string sql, params ReadOnlySpan<object> values) => Prepared(sql, values).ExecuteReader();

    public void Begin() => Execute("BEGIN IMMEDIATE");

    public void Commit() => Execute("COMMIT");

    /// <summary>Undoes what was begun. SQLite itself does so after some errors, so there may be nothing left to undo.</summary>
    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(sqlite.Handle) == 0)
            Execute("ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
        sqlite.Dispose();
    }

    SqliteCommand Prepared(string sql, ReadOnlySpan<object> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = sqlite.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
            command.Prepare();
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        return command;
    }
}
