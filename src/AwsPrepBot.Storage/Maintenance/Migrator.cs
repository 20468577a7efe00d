using System.Reflection;
using Dapper;
using DbUp;
using DbUp.Engine;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;

namespace AwsPrepBot.Storage.Maintenance;

/// <summary>What a migration did. <paramref name="From"/> is null when the database was new.</summary>
public sealed record MigrationResult(string? From, string To, IReadOnlyList<string> Applied);

/// <summary>Brings the database to this program's version. Looks first and touches nothing that is not ours.</summary>
internal sealed class Migrator(SqliteFile file)
{
    const string Folder = "AwsPrepBot.Storage.Migrations.Sqlite.";

    static readonly IReadOnlyList<SqlScript> Scripts = Embedded();

    /// <summary>The newest migration this program knows.</summary>
    public static string Newest => Scripts[^1].Name;

    /// <summary>Applies what is missing, all in one transaction.</summary>
    public MigrationResult Run()
    {
        var before = Applied();
        using var connection = file.OpenWriter();
        using var shared = new SharedConnection(connection);
        var result = DeployChanges.To.SqliteDatabase(shared)
            .WithScripts(Scripts)
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw (Exception?)StorageException.From(result.Error, file.FullPath)
                ?? new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
        return new MigrationResult(before.Count == 0 ? null : before[^1], Newest, [.. result.Scripts.Select(script => script.Name)]);
    }

    /// <summary>The migrations the database holds, oldest first; none when it is new.</summary>
    /// <exception cref="StorageException">It is no database, not ours, or newer than this program.</exception>
    public IReadOnlyList<string> Applied()
    {
        if (!file.Exists)
            return [];

        using var connection = file.OpenLoneReader();
        var tables = connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToHashSet();
        if (tables.Count == 0)
            return [];
        if (!tables.Contains("SchemaVersions"))
            throw new StorageException(
                $"{file.FullPath} is a database of another program (it has a table \"{tables.Order().First()}\"); give another file in {StorageOptions.Key}.");

        var applied = connection.Query<string>("SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName").AsList();
        var known = Scripts.Select(script => script.Name).ToHashSet();
        if (applied.LastOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new StorageException(
                $"{file.FullPath} was written by a newer program: it is at {unknown}, this program knows no more than {Newest}. "
                + "Start the newer program, or restore a backup made before it.");
        return applied;
    }

    /// <summary>For verbs that do not migrate.</summary>
    /// <exception cref="StorageException">There is no database, or it is not at this program's version.</exception>
    public void RequireNewest()
    {
        if (!file.Exists)
            throw new StorageException($"There is no database at {file.FullPath}; `run` or `db migrate` makes it, or give another file in {StorageOptions.Key}.");
        var present = Applied() is [.., var last] ? last : null;
        if (present != Newest)
            throw new StorageException($"{file.FullPath} is at {present ?? "no version"}, this program at {Newest}; run `db migrate` first.");
    }

    static List<SqlScript> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => SqlScript.FromStream(Path.GetFileNameWithoutExtension(name[Folder.Length..]), assembly.GetManifestResourceStream(name)!))];
    }
}
