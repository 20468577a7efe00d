using System.Reflection;
using AwsPrepBot.Discord;
using AwsPrepBot.Engine;
using AwsPrepBot.Judge;
using AwsPrepBot.Slack;
using AwsPrepBot.Storage;
using AwsPrepBot.Terminal;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Tests;

/// <summary>References point one way, and the engine knows no platform, no database and no network.</summary>
public sealed class ArchitectureTests
{
    static readonly Assembly Engine = typeof(TeamId).Assembly;

    static readonly Assembly Clients = typeof(IWireSocket).Assembly;

    static readonly Assembly[] Adapters = [typeof(StorageServices).Assembly, typeof(JudgeServices).Assembly, typeof(DiscordServices).Assembly, typeof(SlackServices).Assembly, typeof(TerminalServices).Assembly];

    static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    [Fact]
    public void The_engine_references_no_project_and_nothing_that_reaches_outside()
    {
        string[] barred = ["AwsPrepBot", "Microsoft.Data", "Npgsql", "Dapper", "DbUp", "Spectre", "Quartz", "System.Net", "System.Data", "System.Console", "Microsoft.AspNetCore"];
        var found = ReferencesOf(Engine).Where(name => barred.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        Assert.Empty(found);
    }

    [Fact]
    public void Storage_and_adapters_reference_the_engine_alone_and_what_every_client_needs()
    {
        Assert.DoesNotContain(ReferencesOf(Clients), name => name.StartsWith("AwsPrepBot", StringComparison.Ordinal));
        foreach (var adapter in Adapters)
        {
            Assert.Equal(["AwsPrepBot.Engine"], ReferencesOf(adapter)
                .Where(name => name.StartsWith("AwsPrepBot", StringComparison.Ordinal) && name != Clients.GetName().Name));
        }
    }

    [Fact]
    public void Neither_the_engine_nor_what_every_client_needs_names_a_platform()
    {
        string[] platforms = ["discord", "slack", "terminal", "sqlite", "postgres"];
        var members = Engine.GetTypes().Concat(Clients.GetTypes()).SelectMany(type => type.GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
            .Select(member => $"{type.FullName}.{member.Name}"));
        Assert.DoesNotContain(members, name => platforms.Any(platform => name.Contains(platform, StringComparison.OrdinalIgnoreCase)));
        Assert.All([.. SourcesOf("AwsPrepBot.Engine"), .. SourcesOf("AwsPrepBot.Clients")], file => Assert.DoesNotContain(
            platforms, platform => CodeOf(file).Contains(platform, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Of every assembly beside the tests that is ours, so that a new project is among them.</summary>
    [Fact]
    public void Every_log_message_has_an_event_id_of_its_own()
    {
        var messages = Directory.EnumerateFiles(AppContext.BaseDirectory, "AwsPrepBot*.dll").Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file)))
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance))
            .Select(method => (Name: $"{method.DeclaringType}.{method.Name}", Id: method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(message => message.Id is not null).ToList();
        Assert.True(messages.Count > 40, $"only {messages.Count} were found");
        Assert.DoesNotContain(messages, message => message.Id <= 0);
        Assert.All(messages.GroupBy(message => message.Id), same => Assert.Single(same));
    }

    static IEnumerable<string> SourcesOf(string project) => Directory.EnumerateFiles(Repository.PathOf($"src/{project}"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>A file without its comments, which may say for whom a limit is.</summary>
    static string CodeOf(string file) => string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
}
