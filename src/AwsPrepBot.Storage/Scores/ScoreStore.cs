using System.Text.Json;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Scores;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage.Scores;

internal sealed class ScoreStore(Readers readers) : IScoreStore
{
    public Task<Board> BoardAsync(BoardQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => query is { Level: null, Topic: null }
                ? new StandingsBoard(connection, query).Read()
                : LedgerBoard.Read(connection, query),
            cancellationToken);

    public Task<IReadOnlyDictionary<MemberId, int>> StreaksAsync(
        TeamId team, ScheduleId schedule, LocalDate upTo, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyDictionary<MemberId, int>>(
            connection => connection
                .Query<(string Member, int Streak)>(
                    // The first CTE stops at a member's latest missed round, the sum counts the answered ones after it.
                    """
                    WITH missed (member, local_date) AS MATERIALIZED (
                      SELECT wanted.value, (
                        SELECT local_date FROM rounds
                        WHERE schedule = @schedule AND kind = 'daily' AND local_date <= @upTo AND team = @team AND state = 'closed'
                          AND NOT EXISTS (SELECT 1 FROM answers WHERE answers.round = rounds.id AND answers.member = wanted.value)
                          AND NOT EXISTS (SELECT 1 FROM open_answers WHERE open_answers.round = rounds.id AND open_answers.member = wanted.value)
                          AND NOT EXISTS (
                            SELECT 1 FROM absences
                            WHERE absences.team = @team AND absences.member = wanted.value AND first_date <= local_date AND until > local_date)
                        ORDER BY local_date DESC LIMIT 1)
                      FROM json_each(@members) AS wanted)
                    SELECT member, (
                      SELECT COUNT(*) FROM rounds
                      WHERE schedule = @schedule AND kind = 'daily' AND local_date <= @upTo AND team = @team AND state = 'closed'
                        AND local_date > coalesce(missed.local_date, '')
                        AND (EXISTS (SELECT 1 FROM answers WHERE answers.round = rounds.id AND answers.member = missed.member)
                          OR EXISTS (SELECT 1 FROM open_answers WHERE open_answers.round = rounds.id AND open_answers.member = missed.member)))
                    FROM missed
                    """,
                    new { schedule = schedule.Value, team = team.Value, upTo = upTo.Word(), members = List(members) })
                .ToDictionary(row => new MemberId(row.Member), row => row.Streak),
            cancellationToken);

    public Task<IReadOnlyDictionary<MemberId, string>> NamesAsync(
        TeamId team, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyDictionary<MemberId, string>>(
            connection => connection
                .Query<(string Member, string Name)>(
                    """
                    SELECT id, display_name FROM members
                    WHERE team = @team AND id IN (SELECT value FROM json_each(@members)) AND hidden = 0
                    """,
                    new { team = team.Value, members = List(members) })
                .ToDictionary(row => new MemberId(row.Member), row => row.Name),
            cancellationToken);

    // SQLite has no arrays; a JSON list is one parameter, however many members there are.
    static string List(IReadOnlyCollection<MemberId> members) =>
        JsonSerializer.Serialize([.. members.Select(member => member.Value).Distinct()], ScoreJson.Default.StringArray);
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ScoreJson : System.Text.Json.Serialization.JsonSerializerContext;
