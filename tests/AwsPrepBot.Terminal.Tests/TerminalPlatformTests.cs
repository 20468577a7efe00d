using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Tests.Fakes;
using NodaTime;

namespace AwsPrepBot.Terminal.Tests;

public sealed class TerminalPlatformTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_named_by_its_delivery_and_has_no_address()
    {
        await using var terminal = TerminalDriver.Piped();

        var result = await terminal.Bot.Platform.PostAsync(Post(5), Cancel);

        Assert.Equal(new SendResult.Sent(new MessageRef(TerminalPlatform.Channel, "5")), result);
        Assert.Contains("DAILY QUESTION", terminal.Screen);
    }

    [Fact]
    public async Task A_post_that_may_have_been_made_counts_as_made_so_that_it_is_never_made_twice()
    {
        await using var terminal = TerminalDriver.Piped();
        var since = TerminalDriver.Now - Duration.FromHours(1);

        Assert.Equal(
            new FindResult.Found(new MessageRef(TerminalPlatform.Channel, "5"), since),
            await terminal.Bot.Platform.FindAsync(Post(5), since, Cancel));
    }

    [Fact]
    public async Task An_edit_of_a_message_from_an_earlier_run_shows_it_whole_and_the_same_again_shows_nothing()
    {
        await using var terminal = TerminalDriver.Piped();
        var message = new MessageRef(TerminalPlatform.Channel, "5");

        Assert.Equal(new SendResult.Sent(message), await terminal.Bot.Platform.EditAsync(TerminalPlatform.Team, message, Cards.Result, Cancel));
        var once = terminal.Screen;
        await terminal.Bot.Platform.EditAsync(TerminalPlatform.Team, message, Cards.Result, Cancel);

        Assert.Contains("Source: Controlling ownership of objects", once);
        Assert.Equal(once, terminal.Screen);
    }

    [Fact]
    public async Task There_is_one_channel_of_one_team()
    {
        await using var terminal = TerminalDriver.Piped();
        var platform = terminal.Bot.Platform;
        var elsewhere = new ChannelId("aws-prep");

        Assert.Equal(("terminal", 1), (platform.Name, platform.ParallelSends));
        Assert.Null(await platform.CheckChannelAsync(TerminalPlatform.Team, TerminalPlatform.Channel, Cancel));
        Assert.Equal("This terminal is the only channel here. Leave channel out.", (await platform.CheckChannelAsync(TerminalPlatform.Team, elsewhere, Cancel))?.ToString());
        Assert.IsType<SendResult.ChannelGone>(await platform.PostAsync(Post(5) with { Channel = elsewhere }, Cancel));
        Assert.IsType<SendResult.ChannelGone>(await platform.EditAsync(TerminalPlatform.Team, new MessageRef(elsewhere, "5"), Cards.Result, Cancel));
        Assert.Equal("", terminal.Screen);
    }

    [Fact]
    public async Task Cards_posted_side_by_side_never_mix()
    {
        await using var terminal = TerminalDriver.Piped();
        var posts = Enumerable.Range(1, 50).Select(number => Post(number) with { Card = Card.Plain($"{number}: one\n{number}: two\n{number}: three") });

        await Parallel.ForEachAsync(posts, Cancel, async (post, cancel) => await terminal.Bot.Platform.PostAsync(post, cancel));

        var cards = terminal.Screen.Split("\n\n").Select(card => card.Trim('\n').Split('\n')).ToList();
        Assert.Equal(50, cards.Count);
        Assert.All(cards, card => Assert.Equal(["one", "two", "three"], card.Select(line => line.Split(": ")[1])));
        Assert.All(cards, card => Assert.Single(card.Select(line => line.Split(": ")[0]).Distinct()));
    }

    static Post Post(long delivery) => new(new DeliveryId(delivery), TerminalPlatform.Team, TerminalPlatform.Channel, Cards.Question());
}
