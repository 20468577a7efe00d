using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AwsPrepBot.Engine.Chat;
using CsvHelper;
using CsvHelper.Configuration;
using NodaTime;
using NodaTime.Text;

namespace AwsPrepBot.Engine.Members;

/// <summary>
/// Everything that is kept about a member as one file: a zip of <c>everything.json</c> and a CSV of each kind. One file,
/// because a message brings it and it is to arrive whole.
/// </summary>
internal static class MemberExport
{
    public const string Json = "everything.json";

    static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // A cell that a person typed must not become a formula in whoever's spreadsheet.
        InjectionOptions = InjectionOptions.Escape,
    };

    public static CardFile Make(TeamId team, MemberId member, IReadOnlyList<KeptRows> kept, Instant now, LocalDate today)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            using (var entry = Begin(zip, Json, now))
                WriteJson(entry, team, member, kept, now);
            foreach (var rows in kept)
            {
                using var entry = Begin(zip, $"{rows.Kind}.csv", now);
                WriteCsv(entry, rows);
            }
        }

        return new CardFile($"awsprepbot-{LocalDatePattern.Iso.Format(today)}.zip", "application/zip", file.ToArray());
    }

    static Stream Begin(ZipArchive zip, string name, Instant now)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = now.ToDateTimeOffset();
        return entry.Open();
    }

    static void WriteJson(Stream stream, TeamId team, MemberId member, IReadOnlyList<KeptRows> kept, Instant now)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("team", team.Value);
        json.WriteString("member", member.Value);
        json.WriteString("exportedAt", Text(now));
        foreach (var rows in kept)
        {
            json.WriteStartArray(rows.Kind);
            foreach (var row in rows.Rows)
            {
                json.WriteStartObject();
                foreach (var (field, value) in rows.Fields.Zip(row))
                    Write(json, field, value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, string field, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(field);
                break;
            case long number:
                json.WriteNumber(field, number);
                break;
            default:
                json.WriteString(field, Text(value));
                break;
        }
    }

    static void WriteCsv(Stream stream, KeptRows rows)
    {
        // With a byte order mark: without it spreadsheets take the text for another encoding.
        using var csv = new CsvWriter(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), Csv);
        foreach (var field in rows.Fields)
            csv.WriteField(field);
        foreach (var row in rows.Rows)
        {
            csv.NextRecord();
            foreach (var value in row)
                csv.WriteField(value is null ? "" : Text(value));
        }

        csv.NextRecord();
    }

    static string Text(object value) => value switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        Instant at => InstantPattern.ExtendedIso.Format(at),
        _ => throw new InvalidOperationException($"a kept value is {value.GetType()}"),
    };
}
