using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage;

internal sealed class JudgeBudget(Readers readers, Writer writer, TimeProvider time) : IJudgeBudget
{
    public Task<bool> TryTakeAsync(TeamId team, LocalDate date, int limit, CancellationToken cancellationToken)
    {
        if (limit <= 0)
            return Task.FromResult(false);
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection =>
            {
                Teams.Remember(connection, team, now);
                return connection.Execute(
                    """
                    INSERT INTO judge_use (team, date, answers) VALUES (?1, ?2, 1)
                    ON CONFLICT (team, date) DO UPDATE SET answers = answers + 1 WHERE answers < ?3
                    """,
                    team.Value, date.Word(), limit) == 1;
            },
            cancellationToken);
    }

    public Task SpendAsync(TeamId team, LocalDate date, long inputTokens, long outputTokens, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            connection => connection.Execute(
                "UPDATE judge_use SET input_tokens = input_tokens + ?3, output_tokens = output_tokens + ?4 WHERE team = ?1 AND date = ?2",
                team.Value, date.Word(), inputTokens, outputTokens),
            cancellationToken);

    public Task<JudgeUse> UsedAsync(LocalDate date, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                var (answers, input, output) = connection.QuerySingle<(long, long, long)>(
                    "SELECT coalesce(sum(answers), 0), coalesce(sum(input_tokens), 0), coalesce(sum(output_tokens), 0) FROM judge_use WHERE date = @date",
                    new { date = date.Word() });
                return new JudgeUse((int)answers, input, output);
            },
            cancellationToken);
}
