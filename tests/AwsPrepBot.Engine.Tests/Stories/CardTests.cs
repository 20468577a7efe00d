using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>What cards say and carry, so that every platform can draw them whole.</summary>
public sealed class CardTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static async Task<Card> ResultAsync(BotFixture bot, string name)
    {
        await bot.PrepAsync("admin", "setup");
        await bot.PrepAsync("admin", "post");
        await bot.DeliverAsync();
        var (right, _) = await bot.LettersAsync();
        var button = bot.Chat.Messages[^1].Card.Actions.OfType<ButtonAction>().Single(action => action.Label == right);
        await bot.Services.GetRequiredService<IPrepBot>().HandleAsync(
            new ChatRequest(new RequestId("r"), BotFixture.Team, BotFixture.Channel, new Speaker(new MemberId("m"), name, false), new PressInput(button.Id)), Token);
        await bot.PrepAsync("admin", "close");
        await bot.DeliverAsync();
        return bot.Chat.Messages[^1].Card;
    }

    [Fact]
    public async Task A_message_names_its_round_in_every_state_and_nothing_else_does()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var result = await ResultAsync(bot, "Ana");
        var states = bot.Chat.Messages[^1].States;
        var round = Assert.Single(states.Select(state => state.Round).Distinct());
        Assert.Equal(((ActionId.Hint)ActionId.Parse(states[0].Actions.OfType<ButtonAction>().Single(action => action.Label == "Hint").Id)!).Round, round);
        Assert.Equal(CardTone.Result, result.Tone);
        Assert.Null((await bot.PrepAsync("ana", "leaderboard"))!.Round);
        Assert.Null((await bot.PrepAsync("ana", "schedule"))!.Round);
    }

    [Fact]
    public async Task A_name_of_four_thousand_hidden_and_loud_characters_takes_one_short_place()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var name = "\u202E\u200B" + new string('W', 4000) + "\n# x";
        var shown = new string('W', 31) + "…";
        Assert.Contains($"right: {shown} (+10)", CardText.Of(await ResultAsync(bot, name)), StringComparison.Ordinal);
        Assert.Contains($"1 {shown} 10 1 of 1", CardText.Of(await bot.PrepAsync("ben", "leaderboard")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/Welcome.html", "Route 53: Welcome")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html", "Object lock")]
    [InlineData("https://docs.aws.amazon.com/", "docs.aws.amazon.com")]
    public async Task A_source_is_named_after_its_page(string address, string name)
    {
        await using var bot = await BotFixture.StartAsync(Token, new QuestionBank([Builders.Question("q1") with { References = [new Uri(address)] }]));
        Assert.Contains($"Source: {name} · checked Nov 2026", CardText.Of(await ResultAsync(bot, "Ana")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_with_many_channels_sees_ten_schedules_its_own_first_and_how_many_more_there_are()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        for (var channel = 0; channel < 14; channel++)
            await bot.PrepAsync("admin", "setup", $"channel=c{channel}");
        await bot.PrepAsync("admin", "setup");
        var card = CardText.Of(await bot.PrepAsync("ana", "schedule"));
        Assert.StartsWith("Schedule\n#general: 09:00 Europe/Berlin", card, StringComparison.Ordinal);
        Assert.Equal(10, card.Split('\n').Count(line => line.StartsWith('#')));
        Assert.EndsWith("And 5 more channels.", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_without_end_has_nothing_to_come()
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup");
        await bot.PrepAsync("admin", "pause");
        var card = CardText.Of(await bot.PrepAsync("ana", "schedule"));
        Assert.Contains("Paused until somebody says /prep resume.", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Next", card, StringComparison.Ordinal);
    }
}
