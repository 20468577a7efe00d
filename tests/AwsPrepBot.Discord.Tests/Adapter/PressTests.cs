using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>A button under the question: to the store and back.</summary>
public sealed class PressTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_press_is_stored_and_its_receipt_is_shown_to_that_person_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();

        var press = await bot.Discord.PressLabelAsync(bot.Ana, question, "B");
        var receipt = await press.MessageAsync(Cancel);

        Assert.Equal(4, press.AnswerType);
        Assert.Equal(bot.Ana.User, receipt.OnlyFor);
        Assert.StartsWith("Recorded: **B**.", receipt.Text, StringComparison.Ordinal);
        Assert.Equal([$"{bot.Ana.User.Id}"], bot.Database.Query<string>("SELECT member FROM answers"));
        Assert.Empty(bot.Discord.Violations);
    }
}
