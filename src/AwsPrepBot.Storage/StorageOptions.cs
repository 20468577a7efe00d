using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Storage;

/// <summary>Where everything is kept.</summary>
internal sealed class StorageOptions
{
    public const string Key = "Storage:ConnectionString";

    public string ConnectionString { get; set; } = "Data Source=data/prepbot.db";

    public static void Read(StorageOptions options, IConfiguration configuration) =>
        options.ConnectionString = configuration[Key] ?? options.ConnectionString;
}

/// <summary>Says what is wrong with a connection string and what would be right.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    const string Example = "for example \"Data Source=data/prepbot.db\"";

    public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
        Complaint(options.ConnectionString) is { } complaint
            ? ValidateOptionsResult.Fail($"{StorageOptions.Key}: {complaint}")
            : ValidateOptionsResult.Success;

    static string? Complaint(string connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return $"it is empty; give a file, {Example}, or remove the key.";

        var words = new DbConnectionStringBuilder();
        SqliteConnectionStringBuilder sqlite;
        try
        {
            words.ConnectionString = connectionString;
            if (words.ContainsKey("Host") || words.ContainsKey("Server"))
                return $"PostgreSQL (Host=…) is not built in yet; use an SQLite file, {Example}.";
            sqlite = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException e)
        {
            // Never the string itself: it may hold a password.
            return $"it cannot be read ({e.Message.TrimEnd('.')}); give a file, {Example}.";
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            // These messages repeat the value.
            return $"one of its values is not of the kind it must be; give a file, {Example}.";
        }

        if (sqlite.DataSource.Length == 0)
            return $"it names no file; give one, {Example}.";
        if (sqlite.DataSource == ":memory:" || sqlite.Mode == SqliteOpenMode.Memory)
            return $"a database in memory forgets everything at the end; give a file, {Example}.";
        if (sqlite.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return $"give a plain path instead of a file: address, {Example}.";
        return null;
    }
}
