using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>The same two days with <c>kill -9</c> where it hurts: a message is there and the program does not know it, receipts are half said, a result is booked but not shown.</summary>
public sealed class KilledTests
{
    sealed class Killing : Weather
    {
        /// <summary>More than the program tries within its life: it never learns that its message is there.</summary>
        const int Always = 50;

        int _days;

        public override void BeforePost(DiscordStage stage)
        {
            if (_days++ == 0)
                stage.Discord.LoseAnswerOf(FakeRoutes.CreateMessage, Always);
        }

        public override Task AfterPostAsync(DiscordStage stage) => stage.KillAndStartAgainAsync();

        public override async Task AmidPressesAsync(DiscordStage stage, IReadOnlyList<Task> receipts)
        {
            await Task.WhenAny(receipts);
            await stage.KillAndStartAgainAsync();
        }

        public override Task AmidClosingAsync(DiscordStage stage) => stage.KillAndStartAgainAsync();
    }

    [Fact]
    public async Task A_killed_program_posts_nothing_twice_loses_nothing_it_acknowledged_and_the_board_is_the_same()
    {
        await using var stage = await DiscordStage.OpenAsync();
        await new TwoDays(stage, new Killing()).PlayAsync();
    }
}
