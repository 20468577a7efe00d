using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary><c>/prep</c> as Discord is told of it.</summary>
public sealed class PrepCommandDefinitionTests
{
    static readonly ApplicationCommand Prep = PrepCommandDefinition.Build(CommandCatalog.All);

    static JsonArray Registration => JsonSerializer.SerializeToNode([Prep], DiscordJson.Default.IReadOnlyListApplicationCommand)!.AsArray();

    static CommandOption Option(string command, string option) =>
        Prep.Options!.Single(one => one.Name == command).Options!.Single(one => one.Name == option);

    [Fact]
    public void It_keeps_the_documented_limits()
    {
        var errors = new FormErrors();
        CommandRules.Commands(Registration, errors);
        Assert.False(errors.Any, errors.Summary);
    }

    [Fact]
    public async Task It_is_what_the_official_schema_describes()
    {
        if (OfficialSchema.Find() is not { } path)
        {
            Assert.Skip("specs/discord-openapi.json is not in a shared folder beside this repository");
            return;
        }

        Assert.Empty(await OfficialSchema.Load(path).ValidateAsync("PUT /applications/{application_id}/commands", Registration.ToJsonString()));
    }

    [Fact]
    public void It_has_the_subcommands_that_exist_in_the_order_of_help() =>
        Assert.Equal(CommandCatalog.All.Select(command => command.Name), Prep.Options!.Select(option => option.Name));

    [Fact]
    public void It_is_for_servers_and_every_member_sees_it()
    {
        Assert.Equal([0], Prep.Contexts!);
        Assert.Equal([0], Prep.IntegrationTypes!);
        Assert.Null(Prep.DefaultMemberPermissions);
    }

    [Fact]
    public void No_option_is_required() =>
        Assert.DoesNotContain(Prep.Options!.SelectMany(command => command.Options ?? []), option => option.Required is true);

    [Fact]
    public void The_channel_is_one_that_takes_questions()
    {
        Assert.Equal(CommandOptionType.Channel, Option("setup", "channel").Type);
        Assert.Equal([ChannelType.Text, ChannelType.Announcement], Option("setup", "channel").ChannelTypes!);
    }

    [Fact]
    public void A_member_is_chosen_from_those_there_are() => Assert.Equal(CommandOptionType.User, Option("stats", "member").Type);

    [Theory]
    [InlineData("setup", "level", "junior mid senior architect all")]
    [InlineData("setup", "kind", "choice open mixed")]
    [InlineData("quiz", "kind", "choice open mixed")]
    [InlineData("quiz", "mode", "solo channel")]
    [InlineData("privacy", "action", "show hide unhide export delete")]
    [InlineData("leaderboard", "period", "week today month all")]
    public void What_has_few_values_is_chosen_from(string command, string option, string values)
    {
        Assert.Equal(values.Split(' '), Option(command, option).Choices!.Select(choice => choice.Value));
        Assert.Null(Option(command, option).Autocomplete);
    }

    [Theory]
    [InlineData("setup", "topic")]
    [InlineData("setup", "timezone")]
    [InlineData("setup", "time")]
    [InlineData("setup", "days")]
    [InlineData("setup", "open-for")]
    [InlineData("pause", "until")]
    [InlineData("leaderboard", "topic")]
    public void What_is_typed_is_a_text_with_suggestions(string command, string option)
    {
        Assert.Equal(CommandOptionType.String, Option(command, option).Type);
        Assert.True(Option(command, option).Autocomplete);
        Assert.Null(Option(command, option).Choices);
    }
}
