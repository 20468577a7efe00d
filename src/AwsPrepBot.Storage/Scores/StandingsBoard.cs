using AwsPrepBot.Engine.Scores;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Scores;

/// <summary>A board from the standings, whose index has them in order: it reads the leaders and counts to the reader.</summary>
internal sealed class StandingsBoard(SqliteConnection connection, BoardQuery query)
{
    const string Select =
        """
        SELECT standings.member, display_name, points, rights, answered
        FROM standings INDEXED BY standings_board CROSS JOIN members ON members.team = standings.team AND members.id = standings.member
        WHERE standings.team = @team AND bucket = @bucket AND start = @start AND answered > 0 AND (hidden = 0 OR members.id = @reader)

        """;

    const string Reader =
        """
        SELECT member, display_name, points, rights, answered
        FROM standings JOIN members ON members.team = standings.team AND members.id = standings.member
        WHERE standings.team = @team AND bucket = @bucket AND start = @start AND member = @reader AND answered > 0
        """;

    public Board Read()
    {
        var leaders = StandingRow.Rank(Query(
            "ORDER BY points DESC, rights DESC, display_name, standings.member LIMIT @leaders", reader: null));
        if (leaders.Any(place => place.Member == query.Reader))
            return new Board(leaders, []);
        if (StandingRow.Read(connection, Reader, Values(null)) is not [var reader])
            return new Board(leaders, []);

        var above = Query(
            """
            AND points >= @points AND (points > @points OR rights > @rights
              OR rights = @rights AND (display_name, standings.member) < (@name, @reader))
            ORDER BY points, rights, display_name DESC, standings.member DESC LIMIT 1
            """,
            reader);
        var below = Query(
            """
            AND points <= @points AND (points < @points OR rights < @rights
              OR rights = @rights AND (display_name, standings.member) > (@name, @reader))
            ORDER BY points DESC, rights DESC, display_name, standings.member LIMIT 1
            """,
            reader);
        return new Board(
            leaders,
            [.. above.Concat([reader]).Concat(below).Select(row => row.At(Rank(row))).ExceptBy(leaders.Select(leader => leader.Member), place => place.Member)]);
    }

    List<StandingRow> Query(string rest, StandingRow? reader) =>
        StandingRow.Read(connection, Select + rest, Values(reader));

    /// <summary>One more than there are members with more points. Hidden ones are few: they are counted apart, off the index.</summary>
    int Rank(StandingRow row) => 1 + connection.ExecuteScalar<int>(
        """
        SELECT
          (SELECT COUNT(*) FROM standings
           WHERE team = @team AND bucket = @bucket AND start = @start AND answered > 0 AND points > @points)
          -
          (SELECT COUNT(*) FROM members CROSS JOIN standings ON standings.team = members.team AND standings.member = members.id
           WHERE members.team = @team AND hidden = 1 AND members.id <> @reader
             AND bucket = @bucket AND start = @start AND answered > 0 AND points > @points)
        """,
        Values(row));

    object Values(StandingRow? row) => new
    {
        team = query.Team.Value,
        bucket = query.Span.Period.Word(),
        start = query.Span.From.Word(),
        reader = query.Reader.Value,
        leaders = BoardSize.Leaders,
        points = row?.Points,
        rights = row?.Rights,
        name = row?.DisplayName,
    };
}
