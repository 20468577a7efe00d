using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Scores;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Maintenance;

/// <summary>A query of one text column: a line for each thing found.</summary>
internal sealed record DatabaseCheck(string Name, string Sql, string Meaning, string Mend);

/// <summary>Everything that must be true of a database, as queries for what contradicts it.</summary>
internal static class DatabaseChecks
{
    const int ExamplesShown = 3;

    public const string Restore =
        "Stop the bot, keep the file for the maintainers, and restore the latest backup; if there is none, go on with this one and report it.";

    static readonly IReadOnlyList<DatabaseCheck> All =
    [
        new("file", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            "The file is damaged: rows may be unreadable or missing.",
            "Stop the bot and restore the latest backup. Without one, `sqlite3 FILE .recover` saves what can be read."),

        new("references", "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' names a missing row of ' || parent FROM pragma_foreign_key_check",
            "Rows name a team, member, schedule or round that is not there.",
            Restore),

        new("teams",
            """
            SELECT 'answer of ' || member || ' to round ' || round || ': ' || answers.team || ', its round: ' || rounds.team
            FROM answers JOIN rounds ON rounds.id = answers.round WHERE answers.team <> rounds.team
            UNION ALL
            SELECT 'open answer of ' || member || ' to round ' || round || ': ' || open_answers.team || ', its round: ' || rounds.team
            FROM open_answers JOIN rounds ON rounds.id = open_answers.round WHERE open_answers.team <> rounds.team
            UNION ALL
            SELECT 'ledger entry ' || ledger.id || ': ' || ledger.team || ' ' || ledger.local_date || ', its round: ' || rounds.team || ' ' || rounds.local_date
            FROM ledger JOIN rounds ON rounds.id = ledger.round WHERE ledger.team <> rounds.team OR ledger.local_date <> rounds.local_date
            UNION ALL
            SELECT 'delivery ' || deliveries.id || ': ' || deliveries.team || ', its round: ' || rounds.team
            FROM deliveries JOIN rounds ON rounds.id = deliveries.round WHERE deliveries.team <> rounds.team
            UNION ALL
            SELECT 'round ' || rounds.id || ': ' || rounds.team || ', its schedule: ' || schedules.team
            FROM rounds JOIN schedules ON schedules.id = rounds.schedule WHERE rounds.team <> schedules.team
            UNION ALL
            SELECT 'revision ' || schedule_revisions.revision || ' of schedule ' || schedules.id || ': ' || schedule_revisions.team || ', its schedule: ' || schedules.team
            FROM schedule_revisions JOIN schedules ON schedules.id = schedule_revisions.schedule WHERE schedule_revisions.team <> schedules.team
            UNION ALL
            SELECT 'skipped day ' || local_date || ' of schedule ' || schedules.id || ': ' || skipped_days.team || ', its schedule: ' || schedules.team
            FROM skipped_days JOIN schedules ON schedules.id = skipped_days.schedule WHERE skipped_days.team <> schedules.team
            """,
            "Rows that belong together name different teams or dates: one team might see another's.",
            Restore),

        new("schedules",
            """
            SELECT 'schedule ' || id || ' has no revision ' || revision FROM schedules
            WHERE NOT EXISTS (SELECT 1 FROM schedule_revisions WHERE schedule = schedules.id AND schedule_revisions.revision = schedules.revision)
            """,
            "A schedule is lost: its channel is asked nothing.",
            Restore),

        new("daily rounds",
            """
            SELECT 'schedule ' || schedule || ' on ' || local_date || ': ' || COUNT(*) || ' rounds' FROM rounds NOT INDEXED
            WHERE kind = 'daily' GROUP BY schedule, local_date HAVING COUNT(*) > 1
            """,
            "A channel was asked twice on one day, and both count.",
            "Withdraw one of them in the chat; then restore the missing index with a backup or report it."),

        new("questions",
            """
            SELECT 'round ' || id || ' (' || question_id || ')' FROM rounds
            WHERE NOT json_valid(question) OR iif(json_valid(question), question ->> '$.id' IS NOT question_id
              OR question ->> '$.level' IS NOT level OR question -> '$.topics' IS NOT topics
              -- Options of which one is right, or a rubric: one of them, not both.
              OR (coalesce(json_array_length(question, '$.right'), 0) = 0) = (coalesce(json_array_length(question, '$.rubric.points'), 0) = 0), 1)
            """,
            "A round's copy of its question is unreadable or differs from what boards filter by.",
            Restore),

        new("answers",
            """
            SELECT 'answer of ' || member || ' to round ' || round || ' at ' || strftime('%F %T', answers.at / 1000, 'unixepoch') ||
              iif(closes_at IS NULL, ', which was never posted', ', which closed at ' || strftime('%F %T', closes_at / 1000, 'unixepoch'))
            FROM answers JOIN rounds ON rounds.id = answers.round
            -- A press may come before its message is known to be posted, and such a round may become void; scored it cannot be.
            WHERE answers.at >= closes_at OR (closes_at IS NULL AND state = 'closed')
            UNION ALL
            SELECT 'answer of ' || member || ' to round ' || round || ': there is no option ' || option_id
            FROM answers WHERE NOT EXISTS (
              SELECT 1 FROM rounds, json_each(iif(json_valid(question), question, '{}'), '$.options') AS option
              WHERE rounds.id = answers.round AND option.value ->> '$.id' = option_id)
            UNION ALL
            SELECT 'open answer of ' || member || ' to round ' || round || ' at ' || strftime('%F %T', open_answers.at / 1000, 'unixepoch') ||
              iif(closes_at IS NULL, ', which was never posted', ', which closed at ' || strftime('%F %T', closes_at / 1000, 'unixepoch'))
            FROM open_answers JOIN rounds ON rounds.id = open_answers.round WHERE closes_at IS NULL OR open_answers.at >= closes_at
            UNION ALL
            SELECT 'open answer of ' || member || ' to round ' || round || ', which has no rubric'
            FROM open_answers JOIN rounds ON rounds.id = open_answers.round
            WHERE coalesce(json_array_length(iif(json_valid(question), question, '{}'), '$.rubric.points'), 0) = 0
            """,
            "Answers count that could not have been given.",
            Restore),

        new("open answers",
            """
            SELECT 'open answer of ' || member || ' to round ' || round || ': ' || wrong
            FROM (
              SELECT round, member, CASE
                WHEN NOT json_valid(verdict) OR iif(json_valid(verdict), verdict ->> '$.score' IS NOT score, 1) THEN 'its verdict does not say ' || score
                WHEN tries = 2 AND iif(json_valid(other_verdict), other_verdict ->> '$.score' IS NOT other_score, 1) THEN 'the verdict on its other try does not say ' || other_score
                WHEN counts > tries THEN 'its second try counts, and there is none'
                WHEN other_score > score OR counts = 2 AND other_score = score THEN score || ' counts, ' || other_score || ' was better or first'
              END AS wrong FROM open_answers)
            WHERE wrong IS NOT NULL
            """,
            "A score in one's own words is not what its verdict says, or the wrong one of two tries counts.",
            Restore),

        new("ledger",
            $$"""
            WITH
              keys AS MATERIALIZED (
                SELECT rounds.id AS round, value AS option_id, level * 10 AS points
                FROM rounds, json_each(iif(json_valid(question), question, '{}'), '$.right') WHERE state = 'closed'),
              sides AS (
                SELECT round, member, points AS booked, answered AS booked_answers, 0 AS worth, 0 AS worth_answers, rights AS difference FROM ledger
                UNION ALL
                SELECT answers.round, member, 0, 0, coalesce(points, 0), 1, -(points IS NOT NULL)
                FROM answers JOIN rounds ON rounds.id = answers.round AND state = 'closed'
                  LEFT JOIN keys ON keys.round = answers.round AND keys.option_id = answers.option_id
                UNION ALL
                SELECT open_answers.round, member, 0, 0, (level * 10 * score + 50) / 100, 1, -(score >= {{Scoring.RightFrom}})
                FROM open_answers JOIN rounds ON rounds.id = open_answers.round AND state = 'closed')
            SELECT 'round ' || round || ', ' || member || ': booked ' || SUM(booked) || ' points for ' || SUM(booked_answers) ||
              ' answers, worth ' || SUM(worth) || ' for ' || SUM(worth_answers)
            FROM sides GROUP BY round, member
            HAVING (SUM(booked), SUM(booked_answers), SUM(difference)) <> (SUM(worth), SUM(worth_answers), 0)
            """,
            "Members have more or fewer points than their answers are worth.",
            Restore),

        .. Standings.FromLedger.Select(sums => new DatabaseCheck(
            $"standings by {(sums.Bucket == "all" ? "all time" : sums.Bucket)}",
            $"""
            WITH sides AS (
              SELECT team, start, member, points AS shown, answered AS shown_answers, 0 AS booked, 0 AS booked_answers, rights AS difference
              FROM standings WHERE bucket = '{sums.Bucket}'
              UNION ALL
              SELECT team, start, member, 0, 0, points, answered, -rights FROM ({sums.Sums}))
            SELECT team || ' ' || member || ' from ' || start || ': shown ' || SUM(shown) || ' points for ' || SUM(shown_answers) ||
              ' answers, ledger ' || SUM(booked) || ' for ' || SUM(booked_answers)
            FROM sides GROUP BY team, start, member
            HAVING (SUM(shown), SUM(shown_answers), SUM(difference)) <> (SUM(booked), SUM(booked_answers), 0)
            """,
            "Boards show sums that the ledger does not have.",
            "Run `db rebuild-standings`.")),

        new("forgotten answers",
            """
            SELECT 'round ' || rounds.id || ' of ' || rounds.team || ': ' || answers || ' forgotten answers of ' || forgotten_answers.team || ', it is ' || state
            FROM forgotten_answers JOIN rounds ON rounds.id = forgotten_answers.round WHERE forgotten_answers.team <> rounds.team OR state = 'open'
            UNION ALL
            SELECT 'round ' || round || ': forgotten answers for ' || option_id || ', and there is no such option'
            FROM forgotten_answers WHERE option_id <> '' AND NOT EXISTS (
              SELECT 1 FROM rounds, json_each(iif(json_valid(question), question, '{}'), '$.options') AS option
              WHERE rounds.id = forgotten_answers.round AND option.value ->> '$.id' = option_id)
            """,
            "Results count answers that nobody gave.",
            Restore),

        new("absences",
            """
            SELECT one.member || ' of ' || one.team || ' from ' || one.first_date || ' and from ' || other.first_date
            FROM absences AS one JOIN absences AS other ON other.team = one.team AND other.member = one.member
              AND other.first_date > one.first_date AND other.first_date < one.until
            """,
            "Somebody is away twice on one day; coming back would end only one of the two.",
            Restore),

        new("posts",
            """
            SELECT 'round ' || rounds.id || ' was posted, its delivery is ' || coalesce(deliveries.state, 'missing')
            FROM rounds LEFT JOIN deliveries ON deliveries.key = 'post:' || rounds.id
            WHERE posted_at IS NOT NULL AND deliveries.state IS NOT 'sent'
            UNION ALL
            SELECT 'round ' || rounds.id || ' was not posted, its delivery is sent'
            FROM rounds JOIN deliveries ON deliveries.key = 'post:' || rounds.id
            WHERE posted_at IS NULL AND deliveries.state = 'sent'
            """,
            "A question may be posted twice, or never although it should be.",
            Restore),

        new("ambiguous deliveries",
            """
            SELECT 'the ' || kind || ' of round ' || round || ' of ' || team || coalesce(': ' || reason, '')
            FROM deliveries WHERE state = 'ambiguous'
            """,
            "A message may or may not be in its channel; the bot could not look and did not dare to send it again.",
            "Look into the channel. If the question is missing, ask it with `/prep post`."),

        new("reports",
            """
            SELECT 'report ' || reports.id || ': ' || reports.team || ' on ' || reports.question_id || ', its round: ' || rounds.team || ' on ' || rounds.question_id
            FROM reports JOIN rounds ON rounds.id = reports.round WHERE rounds.team <> reports.team OR rounds.question_id <> reports.question_id
            UNION ALL
            SELECT 'report ' || id || ': what counted as right cannot be read' FROM reports WHERE NOT json_valid(right)
            UNION ALL
            SELECT team || ': ' || COUNT(*) || ' open reports of ' || member || ' on ' || question_id FROM reports NOT INDEXED
            WHERE state = 'open' GROUP BY team, question_id, member HAVING COUNT(*) > 1
            UNION ALL
            SELECT 'report ' || reports.id || ' made ' || reports.question_id || ' count for nothing, and round ' || rounds.id || ' is ' || rounds.state
            FROM reports JOIN rounds ON rounds.team = reports.team AND rounds.question_id = reports.question_id
            WHERE reports.state = 'voided' AND rounds.state <> 'void' AND rounds.opened_at < reports.decided_at
            """,
            "Reports are about something else, count twice, or were accepted without what follows.",
            Restore),

        new("withheld questions",
            $"""
            SELECT 'report ' || id || ' on ' || question_id || ' of ' || team || ' was accepted, and nothing is withheld' FROM reports
            WHERE state IN ('withheld', 'voided', 'corrected')
              AND NOT EXISTS (SELECT 1 FROM withheld WHERE withheld.team = reports.team AND withheld.question_id = reports.question_id)
            UNION ALL
            SELECT team || ': ' || COUNT(DISTINCT member) || ' open reports on ' || question_id || ', and it is not withheld' FROM reports
            WHERE state = 'open' AND at > coalesce(
                (SELECT coalesce(given_back_at, {long.MaxValue}) FROM withheld WHERE withheld.team = reports.team AND withheld.question_id = reports.question_id), -1)
            GROUP BY team, question_id HAVING COUNT(DISTINCT member) >= {ReportRules.EnoughToWithhold}
            """,
            "A question is asked although an admin or enough members said that it is wrong.",
            "Accept one of its reports again with `/prep reports`."),

        new("notices",
            """
            SELECT 'notice ' || key || ' is ' || deliveries.state || ', its round is open'
            FROM deliveries JOIN rounds ON rounds.id = deliveries.round WHERE deliveries.kind = 'notice' AND rounds.state = 'open'
            """,
            "A channel is told of a correction that was not made.",
            Restore),

        new("edits",
            """
            SELECT 'round ' || id || ' is ' || state FROM rounds
            WHERE message_id IS NOT NULL AND state <> 'open'
              AND NOT EXISTS (SELECT 1 FROM deliveries WHERE key = 'edit:' || rounds.id)
            """,
            "A message shows an open question although its round has ended; presses on it are told so.",
            Restore),

        .. QuizChecks.All,
    ];

    public static IReadOnlyList<CheckFinding> Run(SqliteConnection connection, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        // What the bot writes meanwhile is not half seen.
        using var snapshot = connection.BeginTransaction(deferred: true);
        var findings = new List<CheckFinding>();
        foreach (var check in All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(check.Name);
            if (Run(connection, check) is { } finding)
                findings.Add(finding);
        }
        return findings;
    }

    static CheckFinding? Run(SqliteConnection connection, DatabaseCheck check)
    {
        var count = 0;
        var examples = new List<string>();
        try
        {
            foreach (var line in connection.Query<string>(check.Sql, buffered: false))
            {
                count++;
                if (examples.Count < ExamplesShown)
                    examples.Add(line);
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CORRUPT)
        {
            // The first check has said what is damaged; the others go as far as they can.
            count++;
            examples.Add("could not be checked to the end: the file is damaged");
        }
        return count == 0 ? null : new CheckFinding(check.Name, count, examples, check.Meaning, check.Mend);
    }
}
