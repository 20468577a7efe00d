using System.Globalization;
using System.Text.Json;
using AwsPrepBot.Storage.Maintenance;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>The database as it lies on disk, read past the program.</summary>
sealed class Records(string file)
{
    /// <summary>What <c>db check</c> finds; standings that differ from the ledger, a second round of a day and much more are among it. And channels that somebody had asked two questions at once.</summary>
    public IEnumerable<string> Findings() => Query("SELECT channel || ': ' || COUNT(*) || ' extra questions at once' FROM rounds WHERE state = 'open' AND kind = 'extra' GROUP BY team, channel HAVING COUNT(*) > 1")
        .Select(row => row[0]).Concat(Checked());

    IEnumerable<string> Checked() => Database.From(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", $"Data Source={file}")]).Build())
        .Check(progress: null, CancellationToken.None)
        .Select(finding => $"db check, {finding.Check}: {string.Join("; ", finding.Examples)}");

    /// <summary>The letters stored for these members, whatever was asked.</summary>
    public Dictionary<string, List<char>> Letters(IEnumerable<string> members) => Query(
            """
            SELECT answers.member, rounds.question, answers.option_id FROM answers JOIN rounds ON rounds.id = answers.round
            WHERE answers.member IN (SELECT value FROM json_each(@members))
            UNION ALL
            SELECT quiz_answers.member, json_extract(quizzes.questions, '$[' || quiz_answers.position || ']'), quiz_answers.option_id
            FROM quiz_answers JOIN quizzes ON quizzes.id = quiz_answers.quiz
            WHERE quizzes.mode = 'channel' AND quiz_answers.option_id IS NOT NULL AND quiz_answers.member IN (SELECT value FROM json_each(@members))
            """, members)
        .GroupBy(row => row[0]).ToDictionary(rows => rows.Key, rows => rows.Select(row => LetterOf(row[1], row[2])).ToList());

    /// <summary>How many answers these members have in private quizzes.</summary>
    public Dictionary<string, int> Practised(IEnumerable<string> members) => Query(
            """
            SELECT quiz_answers.member, COUNT(*) FROM quiz_answers JOIN quizzes ON quizzes.id = quiz_answers.quiz
            WHERE quizzes.mode <> 'channel' AND quiz_answers.member IN (SELECT value FROM json_each(@members)) GROUP BY 1
            """, members)
        .ToDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture));

    /// <summary>The ids of the messages that rounds and quizzes know as theirs.</summary>
    public HashSet<string> Messages() =>
        [.. Query("SELECT message_id FROM rounds WHERE message_id IS NOT NULL UNION ALL SELECT message_id FROM quizzes WHERE message_id IS NOT NULL").Select(row => row[0])];

    /// <summary>The local dates that had a daily round, and those that were skipped.</summary>
    public IReadOnlyList<string> Days() =>
        [.. Query("SELECT local_date FROM rounds WHERE kind = 'daily' UNION SELECT local_date FROM skipped_days ORDER BY 1").Select(row => row[0])];

    /// <summary>When open rounds close.</summary>
    public IReadOnlyList<DateTimeOffset> Closings() =>
        [.. Query("SELECT closes_at FROM rounds WHERE state = 'open' AND closes_at IS NOT NULL").Select(row => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row[0], CultureInfo.InvariantCulture)))];

    /// <summary>How many deliveries wait or are on their way.</summary>
    public int Undelivered() => Query("SELECT 1 FROM deliveries WHERE state IN ('due', 'sending')").Count;

    static char LetterOf(string question, string option)
    {
        using var document = JsonDocument.Parse(question);
        var ids = document.RootElement.GetProperty("options").EnumerateArray().Select(one => one.GetProperty("id").GetString());
        return (char)('A' + ids.TakeWhile(id => id != option).Count());
    }

    List<string[]> Query(string sql, IEnumerable<string>? members = null)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (members is not null)
            command.Parameters.AddWithValue("@members", JsonSerializer.Serialize(members));
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }
}
