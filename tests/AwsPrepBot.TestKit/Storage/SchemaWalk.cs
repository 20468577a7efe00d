namespace AwsPrepBot.TestKit.Storage;

/// <summary>Looks for a text in every column of every table, whatever tables there are.</summary>
public static class SchemaWalk
{
    /// <summary>Where a text stands, alone or within another: <c>table.column</c> with the number of rows.</summary>
    public static IReadOnlyDictionary<string, long> Find(this TestDatabase database, string text)
    {
        var columns = database.Query<(string Table, string Column)>(
            """
            SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_xinfo(tables.name) AS columns
            WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' ORDER BY 1, 2
            """);
        return columns
            .Select(place => (
                Name: $"{place.Table}.{place.Column}",
                Rows: database.Query<long>($"SELECT COUNT(*) FROM \"{place.Table}\" WHERE instr(CAST(\"{place.Column}\" AS TEXT), @text) > 0", new { text })[0]))
            .Where(place => place.Rows > 0)
            .ToDictionary(place => place.Name, place => place.Rows);
    }

    /// <summary>The columns in which a member's id is kept: whose row it is, and who did something.</summary>
    public static IReadOnlyList<string> MemberColumns(this TestDatabase database) => database.Query<string>(
        """
        SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table' AND (columns.name = 'member' OR columns.name LIKE '%\_by' ESCAPE '\' OR (tables.name, columns.name) = ('members', 'id'))
        ORDER BY 1
        """);
}
