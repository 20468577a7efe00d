using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Scores;
using AwsPrepBot.Storage;
using AwsPrepBot.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Benchmarks.Boards;

/// <summary>A team that has answered for years: every member on every day, back from <see cref="Last"/>; its standings rebuilt by the program's own code.</summary>
sealed class LargeLedger : IAsyncDisposable
{
    static readonly TeamId Team = new("fake:team");
    static readonly LocalDate Last = new(2026, 11, 24);

    readonly IHost _host;
    readonly IScoreStore _scores;

    LargeLedger(IHost host) => (_host, _scores) = (host, host.Services.GetRequiredService<IScoreStore>());

    public static async Task<LargeLedger> MakeAsync(string folder, int entries, int members)
    {
        var file = Path.Combine(folder, $"ledger-{entries}.db");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", $"Data Source={file}")]).Build();
        var database = Database.From(configuration);
        database.Migrate();
        Progress.Say($"writing {entries:N0} entries");
        Fill(file, members, entries / members);
        Progress.Say("rebuilding standings");
        database.RebuildStandings(null, CancellationToken.None);

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        builder.Services.AddSingleton(TimeProvider.System).AddStorage(configuration);
        var host = builder.Build();
        await host.StartAsync();
        return new LargeLedger(host);
    }

    public Task<Board> ReadAsync(BoardPeriod period, Level? level, string? topic, int member) =>
        _scores.BoardAsync(new BoardQuery(Team, BoardSpan.Of(period, Last), level, topic, new MemberId($"member-{member}")), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    // A tenth of the rounds is about S3, each level has its turn; who is right is chance with a fixed outcome for each pair.
    static void Fill(string file, int members, int rounds)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            $"""
            PRAGMA synchronous = OFF;
            PRAGMA foreign_keys = OFF;
            BEGIN;
            INSERT INTO teams (id, first_seen) VALUES ('{Team}', 0);
            WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < {members - 1})
            INSERT INTO members (team, id, display_name, first_seen, last_seen) SELECT '{Team}', 'member-' || n, 'Member ' || n, 0, 0 FROM n;
            INSERT INTO schedules (id, team, channel, revision) VALUES (1, '{Team}', 'general', 1);
            WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < {rounds - 1})
            INSERT INTO rounds (id, team, channel, schedule, kind, local_date, state, posted_at, closes_at, closed_at, opened_at, post_before, open_for, message_channel, message_id, cycle, is_review, question_id, level, topics, question)
            SELECT n + 1, '{Team}', 'general', 1, 'daily', date('{LocalDatePattern.Iso.Format(Last)}', '-' || n || ' days'), 'closed', 1, 2, 2, 0, 1, 1, 'general', 'm' || n, 1, 0, 'q' || (n % 54), 1 + n % 4, iif(n % 10 = 0, '["s3"]', '["vpc"]'), '[]' FROM n;
            INSERT INTO ledger (team, member, round, local_date, points, rights, answered, reason, at)
            SELECT '{Team}', member, round, local_date, iif(hit, level * 10, 0), hit, 1, 'closed', 2
            FROM (
              SELECT m.id AS member, r.id AS round, r.local_date, r.level, (r.id * 7919 + m.number * 104729) % 97 < 40 + m.number % 50 AS hit
              FROM rounds AS r CROSS JOIN (SELECT id, CAST(substr(id, 8) AS INTEGER) AS number FROM members) AS m);
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }
}
