using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Members;

/// <summary>
/// Whose rows are where, read from the schema, so that a table that comes later cannot be forgotten: <c>team</c> names the
/// tenant, <c>member</c> whose row it is, a column that ends in <c>_by</c> who did something to what is the team's.
/// </summary>
internal static class OwnedRows
{
    /// <summary>Every table with a team, each before those it refers to: deleting in this order breaks no reference.</summary>
    public static IReadOnlyList<OwnedTable> Tables(SqliteConnection connection)
    {
        var columns = connection.Query<(string Table, string Name, bool IsRequired)>(
            """
            SELECT tables.name, columns.name, columns."notnull" FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' ORDER BY tables.name, columns.cid
            """)
            .ToLookup(row => row.Table, row => new OwnedColumn(row.Name, row.IsRequired));
        var parents = connection.Query<(string Table, string Parent)>(
            """
            SELECT tables.name, keys."table" FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
            WHERE tables.type = 'table' AND keys."table" <> tables.name
            """)
            .ToLookup(row => row.Table, row => row.Parent);
        var left = columns.Where(table => table.Any(column => column.Name == "team")).Select(table => OwnedTable.Of(table.Key, [.. table])).ToList();
        var ordered = new List<OwnedTable>();
        while (left.Find(table => !left.Exists(other => parents[other.Name].Contains(table.Name))) is { } next)
        {
            ordered.Add(next);
            left.Remove(next);
        }

        return left.Count == 0 ? ordered : throw new InvalidOperationException($"The tables {string.Join(", ", left.Select(table => table.Name))} refer to each other.");
    }
}

/// <summary>A column, and whether it is never null.</summary>
internal readonly record struct OwnedColumn(string Name, bool IsRequired);

/// <summary>A table with a team.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">All its columns.</param>
/// <param name="Owner">The column that names whose row it is; null where rows belong to the team alone.</param>
/// <param name="Doers">The columns that name who did something.</param>
internal sealed record OwnedTable(string Name, IReadOnlyList<OwnedColumn> Columns, string? Owner, IReadOnlyList<string> Doers)
{
    public static OwnedTable Of(string name, IReadOnlyList<OwnedColumn> columns) => new(
        name, columns, name == "members" ? "id" : columns.Select(column => column.Name).FirstOrDefault(column => column == "member"),
        [.. columns.Select(column => column.Name).Where(column => column.EndsWith("_by", StringComparison.Ordinal))]);

    /// <summary>A condition for a member's own rows, with <c>@team</c> and <c>@member</c>; for tables with an <see cref="Owner"/>.</summary>
    // By the team's rounds where each row has one: no index of answers begins with the member.
    public string IsOwned => $"{Name}.team = @team AND {Name}.{Owner} = @member"
        + (Columns.Contains(new OwnedColumn("round", IsRequired: true)) ? $" AND {Name}.round IN (SELECT id FROM rounds WHERE team = @team)" : "");
}
