using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>The same two days with Discord's REST side answering 500 and 429, and losing requests as well as answers to requests that took effect.</summary>
public sealed class RoughRestTests
{
    sealed class RoughRest : Weather
    {
        static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

        int _next;

        public override void BeforePost(DiscordStage stage)
        {
            stage.Discord.FailNext(FakeRoutes.GatewayBot, 500);
            stage.Discord.LoseAnswerOf(FakeRoutes.GetCommands);
            Trouble(stage.Discord, FakeRoutes.CreateMessage);
        }

        /// <summary>Each next answer to a person meets another kind of trouble.</summary>
        public override Task BeforePressAsync(DiscordStage stage)
        {
            Order(stage.Discord);
            return Task.CompletedTask;
        }

        public override Task AmidPressesAsync(DiscordStage stage, IReadOnlyList<Task> receipts)
        {
            for (var other = 1; other < receipts.Count; other++)
                Order(stage.Discord);
            return Task.CompletedTask;
        }

        public override Task AmidClosingAsync(DiscordStage stage)
        {
            Trouble(stage.Discord, FakeRoutes.EditMessage);
            return Task.CompletedTask;
        }

        static void Trouble(FakeDiscord discord, string route)
        {
            discord.FailNext(route, 500);
            discord.RateLimitNext(route, TimeSpan.FromSeconds(1));
            discord.LoseAnswerOf(route);
        }

        void Order(FakeDiscord discord)
        {
            switch (_next++ % 4)
            {
                case 0:
                    discord.LoseAnswerOf(FakeRoutes.Respond);
                    break;
                case 1:
                    discord.FailNext(FakeRoutes.Respond, 500);
                    break;
                case 2:
                    discord.RateLimitNext(FakeRoutes.Respond, Moment);
                    break;
                default:
                    discord.LoseRequestOf(FakeRoutes.Respond);
                    break;
            }
        }
    }

    [Fact]
    public async Task Nothing_is_posted_twice_though_answers_get_lost_and_the_board_is_the_same()
    {
        await using var stage = await DiscordStage.OpenAsync();
        await new TwoDays(stage, new RoughRest()).PlayAsync();
        var posts = stage.Discord.Requests.Count(request => request.Route == FakeRoutes.CreateMessage);
        var messages = stage.Discord.Messages(stage.Channel).Count;
        Assert.True(posts >= 3 * messages, $"{posts} attempts to post {messages} messages: the weather was fair");
    }
}
