using System.Text.RegularExpressions;
using AwsPrepBot.Discord;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Judge;
using AwsPrepBot.Slack;
using AwsPrepBot.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using NodaTime.Text;

namespace AwsPrepBot.Hosting;

/// <summary>Something in the configuration is wrong. The message names the key and what would be right.</summary>
internal sealed class ConfigurationProblemException(string message) : Exception(message);

/// <summary>Where settings come from, and the few that belong to the process itself.</summary>
internal static partial class Settings
{
    public const string ClockStart = "Clock:Start";

    /// <summary>Every key there is; an entry that ends in a colon stands for all below it.</summary>
    public static IReadOnlyList<string> KnownKeys { get; } = ["Discord:Token", "Discord:ApiUrl", "Slack:BotToken", "Slack:AppToken", "Slack:ApiUrl", "Storage:ConnectionString", "Questions:Path", WebAddress.UrlKey, WebAddress.EnabledKey, .. JudgeServices.Keys, ClockStart, "Admins:", "Logging:"];

    /// <summary>
    /// <c>appsettings.json</c> beside the program, then in the current folder, then user secrets, then the environment:
    /// the later wins.
    /// </summary>
    public static IConfigurationRoot Load() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
        .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
        .AddUserSecrets(typeof(Settings).Assembly, optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>The clock the program goes by: the machine's, or one that starts at <c>Clock:Start</c>.</summary>
    /// <exception cref="ConfigurationProblemException">The instant cannot be read, or a platform that is not on this machine would be told of things at the wrong time.</exception>
    public static TimeProvider Clock(IConfiguration configuration)
    {
        if (configuration[ClockStart] is not { Length: > 0 } text)
            return TimeProvider.System;
        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text.Trim());
        if (!parsed.Success || parsed.Value.Year is < 2000 or > 2200)
            throw new ConfigurationProblemException($"{ClockStart} is \"{text}\", which is no instant. Write date, time and offset, for example 2026-11-24T09:05:00Z or 2026-11-24T09:05:00+01:00.");
        var isElsewhere = new[]
        {
            (Key: "Discord:ApiUrl", Is: DiscordServices.IsWanted(configuration) && !DiscordServices.IsOnThisMachine(configuration)),
            (Key: "Slack:ApiUrl", Is: SlackServices.IsWanted(configuration) && !SlackServices.IsOnThisMachine(configuration)),
        };
        if (isElsewhere.FirstOrDefault(platform => platform.Is).Key is { } key)
            throw new ConfigurationProblemException($"{ClockStart} is for rehearsals, and a real server would be asked at the wrong time. Remove it, or let {key} point to this machine.");
        return new ShiftedTimeProvider(TimeProvider.System, parsed.Value.ToInstant().ToDateTimeOffset());
    }

    /// <summary>The folder with the question files.</summary>
    public static string QuestionsPath(IConfiguration configuration) => configuration["Questions:Path"] is { Length: > 0 } path ? path : "questions";

    /// <summary>Whom the operator names as admins.</summary>
    public static IReadOnlyList<string> Admins(IConfiguration configuration) =>
        [.. configuration.GetSection("Admins").GetChildren().Select(child => child.Value).OfType<string>()];

    /// <summary>Entries that name nobody, each as one line that says what would be right.</summary>
    public static IEnumerable<string> AdminProblems(IConfiguration configuration) => configuration.GetSection("Admins").GetChildren()
        .Where(child => child.Value is { } value && !Admin().IsMatch(value.Trim()))
        .Select(child => $"{child.Path} is \"{child.Value}\", which names nobody. Write platform, server and person as ids: discord:<server>:<user> or slack:<team>:<user>.");

    [GeneratedRegex(@"^(discord:[0-9]+:[0-9]+|slack:T[A-Z0-9]+:[UW][A-Z0-9]+)$")]
    private static partial Regex Admin();

    /// <summary>Whether the program reads this key; a section alone counts where it stands for all below it.</summary>
    public static bool IsKnown(string key) => KnownKeys.Any(known => known.EndsWith(':')
        ? $"{key}:".StartsWith(known, StringComparison.OrdinalIgnoreCase)
        : key.Equals(known, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keys that look like ours but are not, each with the one that was probably meant.</summary>
    public static IEnumerable<(string Key, string Mend)> Strangers(IConfigurationRoot configuration)
    {
        var sections = KnownKeys.Select(known => known.Split(':')[0]).ToList();
        var files = configuration.Providers.OfType<JsonConfigurationProvider>().ToList();
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            // Environment variables of others have no colon; what has one and is near to a section of ours is a slip. In our
            // own files, everything is meant for us.
            if (value is null || IsKnown(key))
                continue;
            if ((key.Contains(':') && Nearest.Match(key.Split(':')[0], sections) is not null) || files.Exists(file => file.TryGet(key, out _)))
                yield return (key, Nearest.Match(key, KnownKeys) is { } meant ? $"Did you mean {meant}?" : $"Remove it. There are {string.Join(", ", KnownKeys.Select(known => known.TrimEnd(':')))}.");
        }
    }
}
