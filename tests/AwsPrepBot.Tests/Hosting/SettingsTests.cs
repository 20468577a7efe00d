using AwsPrepBot.Hosting;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Tests.Hosting;

public sealed class SettingsTests
{
    const string Start = "2026-11-24T09:05:00Z";

    [Theory]
    [InlineData(null, null)]
    [InlineData("token", "http://127.0.0.1:5081/api/v10")]
    [InlineData("token", "http://localhost:5081/api/v10")]
    public void The_clock_is_set_where_no_real_server_would_be_asked_at_the_wrong_time(string? token, string? address)
    {
        var clock = Settings.Clock(Of(("Clock:Start", Start), ("Discord:Token", token), ("Discord:ApiUrl", address)));

        Assert.InRange(clock.GetUtcNow() - DateTimeOffset.Parse(Start, null), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://discord.com/api/v10")]
    [InlineData("https://127.0.0.1.example.com/api/v10")]
    [InlineData("127.0.0.1")]
    public void The_clock_is_not_set_where_people_would_see_it(string? address)
    {
        var problem = Assert.Throws<ConfigurationProblemException>(
            () => Settings.Clock(Of(("Clock:Start", Start), ("Discord:Token", "token"), ("Discord:ApiUrl", address))));

        Assert.Contains("Clock:Start", problem.Message, StringComparison.Ordinal);
        Assert.Contains("Discord:ApiUrl", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5081/api/v10", "https://slack.com/api/", "Slack:ApiUrl")]
    [InlineData("http://127.0.0.1:5081/api/v10", null, "Slack:ApiUrl")]
    [InlineData(null, "http://127.0.0.1:5082/api/", "Discord:ApiUrl")]
    public void One_platform_that_is_elsewhere_is_enough_to_refuse_the_clock(string? discord, string? slack, string key)
    {
        var problem = Assert.Throws<ConfigurationProblemException>(() => Settings.Clock(Of(
            ("Clock:Start", Start), ("Discord:Token", "token"), ("Discord:ApiUrl", discord), ("Slack:BotToken", "xoxb-1"), ("Slack:AppToken", "xapp-1"), ("Slack:ApiUrl", slack))));

        Assert.Contains(key, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instant_that_is_none_is_refused_with_an_example()
    {
        var problem = Assert.Throws<ConfigurationProblemException>(() => Settings.Clock(Of(("Clock:Start", "tomorrow"))));

        Assert.Contains("\"tomorrow\", which is no instant", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Discord:Tokn", "Did you mean Discord:Token?")]
    [InlineData("Discord:ApiUri", "Did you mean Discord:ApiUrl?")]
    [InlineData("Clock:Begin", "Remove it.")]
    public void A_key_that_looks_like_ours_but_is_not_comes_with_its_mend(string key, string mend)
    {
        var stranger = Assert.Single(Settings.Strangers(Of((key, "x"), ("PATH", "/bin"), ("Some:Other", "y"))));

        Assert.Equal(key, stranger.Key);
        Assert.StartsWith(mend, stranger.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Debug" } }, "Discrod": { "Token": "x" } }""", "Discrod:Token", "Did you mean Discord:Token?")]
    [InlineData("""{ "AllowedHosts": "*" }""", "AllowedHosts", "Remove it.")]
    public void In_our_own_files_every_key_is_meant_for_us(string json, string key, string mend)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);
        var stranger = Assert.Single(Settings.Strangers(new ConfigurationBuilder().AddJsonFile(file).Build()));
        File.Delete(file);

        Assert.Equal(key, stranger.Key);
        Assert.StartsWith(mend, stranger.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dora")]
    [InlineData("discord:1")]
    [InlineData("discord:crew:dora")]
    [InlineData("teams:1:2")]
    public void An_admin_that_is_nobody_is_named_with_what_would_be_right(string admin)
    {
        var problem = Assert.Single(Settings.AdminProblems(Of(("Admins:0", "discord:1:2"), ("Admins:1", "slack:T01AB:U9"), ("Admins:2", admin))));

        Assert.StartsWith($"Admins:2 is \"{admin}\", which names nobody.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_there_is_is_known() => Assert.Empty(Settings.Strangers(Of(
        ("Discord:Token", "x"), ("Discord:ApiUrl", "x"), ("Slack:BotToken", "x"), ("Slack:AppToken", "x"), ("Slack:ApiUrl", "x"), ("Storage:ConnectionString", "x"), ("Questions:Path", "x"), ("Clock:Start", "x"),
        ("Admins:0", "x"), ("Logging:LogLevel:Default", "x"))));

    [Fact]
    public void Admins_are_read_in_their_order() =>
        Assert.Equal(["discord:1:2", "discord:1:3"], Settings.Admins(Of(("Admins:0", "discord:1:2"), ("Admins:1", "discord:1:3"))));

    static IConfigurationRoot Of(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
}
