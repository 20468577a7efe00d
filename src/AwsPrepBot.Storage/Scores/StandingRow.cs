using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Scores;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Scores;

/// <summary>A member's sums, on the way to a board.</summary>
internal sealed record StandingRow(string Member, string DisplayName, int Points, int Rights, int Answered)
{
    /// <summary>Reads rows of five columns in this order.</summary>
    public static List<StandingRow> Read(SqliteConnection connection, string sql, object values) =>
        [.. connection
            .Query<(string Member, string DisplayName, int Points, int Rights, int Answered)>(sql, values)
            .Select(row => new StandingRow(row.Member, row.DisplayName, row.Points, row.Rights, row.Answered))];

    public Standing At(int rank) => new(rank, new MemberId(Member), DisplayName, new Score(Points, Rights, Answered));

    /// <summary>Ranks rows that begin at the top of the board and are in its order.</summary>
    public static IReadOnlyList<Standing> Rank(IEnumerable<StandingRow> rows)
    {
        var ranked = new List<Standing>();
        foreach (var row in rows)
        {
            var tied = ranked.Count > 0 && ranked[^1].Score.Points == row.Points;
            ranked.Add(row.At(tied ? ranked[^1].Rank : ranked.Count + 1));
        }
        return ranked;
    }
}

/// <summary>The size of a board.</summary>
internal static class BoardSize
{
    public const int Leaders = 10;
}
