using AwsPrepBot.EndToEnd.Tests.Days;
using AwsPrepBot.TestKit.Slack;

namespace AwsPrepBot.EndToEnd.Tests.Slack;

/// <summary>The two days with Slack's Web API answering 500 and 429, and losing requests as well as answers to requests that took effect.</summary>
public sealed class RoughApiTests
{
    const string Post = "chat.postMessage", Edit = "chat.update", Answer = "response_url";

    sealed class RoughApi(SlackStage stage) : Weather
    {
        int _days, _next;

        public override void BeforePost()
        {
            stage.Slack.FailNext("apps.connections.open", 500);
            stage.Slack.LoseAnswerOf("auth.test");
            // Slack knows no key against doubles: what may have arrived is looked for.
            if (_days++ == 0)
                stage.Slack.LoseAnswerOf(Post);
            else
                stage.Slack.FailNext(Post, 500);
            stage.Slack.RateLimitNext(Post, 1);
            stage.Slack.FailNext("conversations.history", 500);
        }

        /// <summary>On both days the first attempt leaves the program in doubt.</summary>
        public override Task AfterPostAsync() => stage.LookedForAsync(_days);

        /// <summary>Each next answer to a person meets another kind of trouble.</summary>
        public override Task BeforePressAsync()
        {
            Order();
            return Task.CompletedTask;
        }

        public override Task AmidPressesAsync(IReadOnlyList<Task> receipts)
        {
            for (var other = 1; other < receipts.Count; other++)
                Order();
            return Task.CompletedTask;
        }

        public override Task AmidClosingAsync()
        {
            stage.Slack.FailNext(Edit, 500);
            stage.Slack.RateLimitNext(Edit, 1);
            stage.Slack.LoseAnswerOf(Edit);
            return Task.CompletedTask;
        }

        /// <summary>Only what may be sent again: an answer that is a new message and got lost on its way is looked for by nobody.</summary>
        void Order()
        {
            switch (_next++ % 3)
            {
                case 0:
                    stage.Slack.LoseAnswerOf(Answer);
                    break;
                case 1:
                    stage.Slack.RateLimitNext(Answer, 1);
                    break;
                default:
                    stage.Slack.FailNext("users.info", 500);
                    break;
            }
        }
    }

    [Fact]
    public async Task Nothing_is_posted_twice_though_answers_get_lost_and_the_board_is_the_same()
    {
        await using var stage = await SlackStage.OpenAsync();
        await new TwoDays(stage, new RoughApi(stage)).PlayAsync();
        Assert.True(stage.Slack.Calls(Post) >= stage.Messages + 2, $"{stage.Slack.Calls(Post)} attempts to post {stage.Messages} messages: the weather was fair");
        Assert.True(stage.Slack.Calls("conversations.history") > 0, "nothing was looked for");
    }
}
