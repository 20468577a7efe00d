using AwsPrepBot.EndToEnd.Tests.Days;

namespace AwsPrepBot.EndToEnd.Tests.Slack;

/// <summary>The two days with <c>kill -9</c> where it hurts: a message is there and the program does not know it, receipts are half said, a result is booked but not shown.</summary>
public sealed class KilledTests
{
    sealed class Killing(SlackStage stage) : Weather
    {
        int _days;

        public override void BeforePost()
        {
            if (_days++ == 0)
                stage.Slack.LoseAnswerOf("chat.postMessage");
        }

        public override async Task AfterPostAsync()
        {
            await stage.KillAndStartAgainAsync();
            await stage.LookedForAsync(1); // Monday's at the latest
        }

        public override async Task AmidPressesAsync(IReadOnlyList<Task> receipts)
        {
            await Task.WhenAny(receipts);
            await stage.KillAndStartAgainAsync();
        }

        public override Task AmidClosingAsync() => stage.KillAndStartAgainAsync();
    }

    [Fact]
    public async Task A_killed_program_posts_nothing_twice_loses_nothing_it_acknowledged_and_the_board_is_the_same()
    {
        await using var stage = await SlackStage.OpenAsync();
        await new TwoDays(stage, new Killing(stage)).PlayAsync();
    }
}
