using System.Text.RegularExpressions;
using AwsPrepBot.Hosting;
using AwsPrepBot.TestKit;
using AwsPrepBot.Verbs;
using YamlDotNet.RepresentationModel;

namespace AwsPrepBot.Tests.Deploy;

/// <summary>What the deployment files and the README promise is what the program takes.</summary>
public sealed partial class DeployTests
{
    static readonly string[] Texts =
        ["README.md", "Dockerfile", .. Directory.EnumerateFiles(Repository.PathOf("deploy"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file))];

    public static TheoryData<string> Files => [.. Texts];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_setting_named_in_a_file_is_one_of_the_program(string file) =>
        Assert.All(KeysIn(File.ReadAllText(Repository.PathOf(file))), key => Assert.True(Settings.IsKnown(key), $"{file} names {key}, which the program does not know."));

    [Fact]
    public void Every_test_that_the_security_page_names_is_there()
    {
        var classes = Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var named = TestName().Matches(File.ReadAllText(Repository.PathOf("deploy/security.md"))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 20, $"only {named.Count} tests are named");
        Assert.All(named, name => Assert.Contains(name, classes));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_verb_named_in_a_file_is_one_of_the_program(string file)
    {
        var root = CommandLine.Create();
        foreach (Match verb in Verb().Matches(File.ReadAllText(Repository.PathOf(file))))
        {
            var words = verb.Groups[1].Value.Split(' ');
            Assert.True(root.Subcommands.SingleOrDefault(known => known.Name == words[0]) is { } first
                && (words.Length == 1 || first.Subcommands.Any(known => known.Name == words[1]) || first.Subcommands.Count == 0), $"{file} names {verb.Groups[1].Value}, which is no verb");
        }
    }

    [Fact]
    public void The_readme_names_every_setting()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));

        Assert.All(Settings.KnownKeys, key => Assert.Contains(key.TrimEnd(':'), readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_container_writes_only_to_its_volume()
    {
        var bot = Compose("services", "bot");

        Assert.Equal("true", bot["read_only"].ToString());
        Assert.Equal("data:/data", Assert.Single((YamlSequenceNode)bot["volumes"]).ToString());
        Assert.Equal("ALL", Assert.Single((YamlSequenceNode)bot["cap_drop"]).ToString());
        Assert.StartsWith("Data Source=/data/", ((YamlMappingNode)bot["environment"])["Storage__ConnectionString"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_runs_as_nobody_special_and_asks_the_bot_itself_how_it_is()
    {
        var image = File.ReadAllText(Repository.PathOf("Dockerfile"));
        var last = image[image.LastIndexOf("\nFROM ", StringComparison.Ordinal)..];

        Assert.Contains("\nUSER $APP_UID\n", last, StringComparison.Ordinal);
        Assert.Contains("""HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/app/AwsPrepBot", "doctor", "--running"]""", last, StringComparison.Ordinal);
    }

    [Fact]
    public void The_unit_is_well_formed_and_starts_the_published_program()
    {
        var lines = File.ReadAllLines(Repository.PathOf("deploy/systemd/awsprepbot.service")).Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.All(lines, line => Assert.Matches(@"^\[(Unit|Service|Install)\]$|^[A-Z][A-Za-z]+=", line));
        Assert.Equal(["[Unit]", "[Service]", "[Install]"], lines.Where(line => line[0] == '['));
        Assert.Contains($"ExecStart=/opt/awsprepbot/{typeof(Settings).Assembly.GetName().Name}", lines);
        Assert.Contains("ProtectSystem=strict", lines);
        Assert.Contains("DynamicUser=yes", lines);
    }

    // As an environment variable anywhere, or as a key in code type at the start of a table's row.
    static IEnumerable<string> KeysIn(string text) =>
        EnvironmentKey().Matches(text).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal))
            .Concat(TableRow().Matches(text).SelectMany(row => TableKey().Matches(row.Value).Select(match => match.Groups[1].Value))).Distinct();

    static YamlMappingNode Compose(params string[] path)
    {
        using var reader = File.OpenText(Repository.PathOf("deploy/compose.yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        return path.Aggregate((YamlMappingNode)stream.Documents[0].RootNode, (node, key) => (YamlMappingNode)node[key]);
    }

    [GeneratedRegex(@"`([A-Z][A-Za-z]+(?:Tests|Properties))`")]
    private static partial Regex TestName();

    // After the separator of `dotnet run`, or alone in code type where it begins with a verb that takes another.
    [GeneratedRegex(@"(?:src/AwsPrepBot -- |`|\s/opt/awsprepbot/AwsPrepBot )((?:db|questions) [a-z][a-z-]*|doctor|grade)\b")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+")]
    private static partial Regex EnvironmentKey();

    [GeneratedRegex(@"^\| `[A-Z][^|]*\|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+(?::[A-Za-z]+)*)`")]
    private static partial Regex TableKey();
}
