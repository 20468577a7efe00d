using AwsPrepBot.Slack.WebApi;
using YamlDotNet.RepresentationModel;

namespace AwsPrepBot.Slack.Tests;

/// <summary>The manifest is one that Slack takes as it is, and asks for what the code uses and no more.</summary>
public sealed class ManifestTests
{
    static readonly YamlMappingNode Manifest = Read();

    [Fact]
    public void Its_texts_are_within_Slacks_limits()
    {
        Assert.InRange(Text("display_information", "name").Length, 1, 35);
        Assert.InRange(Text("display_information", "description").Length, 1, 140);
        Assert.InRange(Text("display_information", "long_description").Length, 174, 4000);
        Assert.Matches("^#[0-9a-fA-F]{6}$", Text("display_information", "background_color"));
        Assert.InRange(Text("features", "bot_user", "display_name").Length, 1, 80);
        Assert.Equal("1", Text("_metadata", "major_version"));
    }

    [Fact]
    public void It_has_the_one_command_the_bot_answers_within_Slacks_limits()
    {
        var command = Assert.IsType<YamlMappingNode>(Assert.Single((YamlSequenceNode)Node("features", "slash_commands")));
        Assert.Equal("/prep", Text(command, "command"));
        Assert.InRange(Text(command, "description").Length, 1, 2000);
        Assert.InRange(Text(command, "usage_hint").Length, 1, 1000);
        Assert.DoesNotContain("url", command.Children.Keys.Select(key => key.ToString())); // Socket Mode has none
    }

    [Fact]
    public void It_asks_for_the_scopes_the_code_uses_and_no_others() =>
        Assert.Equal(Methods.Scopes.Keys.Order(), Texts("oauth_config", "scopes", "bot").Order());

    [Fact]
    public void It_asks_for_the_events_the_code_takes_and_no_others() => Assert.Equal(
        ["app_home_opened", "app_uninstalled", "channel_archive", "channel_deleted", "group_archive", "group_deleted", "tokens_revoked"],
        Texts("settings", "event_subscriptions", "bot_events").Order());

    [Fact]
    public void Socket_Mode_buttons_and_the_home_tab_are_on()
    {
        Assert.Equal("true", Text("settings", "socket_mode_enabled"));
        Assert.Equal("true", Text("settings", "interactivity", "is_enabled"));
        Assert.Equal("true", Text("features", "app_home", "home_tab_enabled"));
        Assert.Equal("true", Text("features", "app_home", "messages_tab_enabled"));
        Assert.Equal("false", Text("settings", "token_rotation_enabled"));
    }

    [Fact]
    public void It_has_no_section_that_Slack_does_not_know() => Assert.All(
        Manifest.Children.Keys.Select(key => key.ToString()), key => Assert.Contains(key, (string[])["_metadata", "display_information", "features", "oauth_config", "settings"]));

    static IEnumerable<string> Texts(params string[] path) => ((YamlSequenceNode)Node(path)).Select(node => node.ToString());

    static string Text(params string[] path) => Node(path).ToString();

    static string Text(YamlMappingNode node, string key) => node.Children[new YamlScalarNode(key)].ToString();

    static YamlNode Node(params string[] path) => path.Aggregate((YamlNode)Manifest, (node, key) => ((YamlMappingNode)node).Children[new YamlScalarNode(key)]);

    static YamlMappingNode Read()
    {
        using var reader = File.OpenText(Repository.PathOf("deploy/slack-manifest.yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }
}
