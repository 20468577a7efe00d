using AwsPrepBot.EndToEnd.Tests.Days;

namespace AwsPrepBot.EndToEnd.Tests.Slack;

/// <summary>
/// The two days with a socket cut every second second, all of them every third time, or else their end announced; and with
/// everything people do delivered twice.
/// </summary>
public sealed class BrokenLineTests
{
    sealed class BrokenLine(SlackStage stage) : Weather
    {
        static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

        public override bool LosesWhatPeopleDo => true;

        public int Breaks { get; private set; }

        public override IAsyncDisposable Begin()
        {
            stage.Slack.DeliversTwice = true;
            var timer = new PeriodicTimer(Period, TimeProvider.System);
            return new Breaking(timer, BreakAsync(timer));
        }

        async Task BreakAsync(PeriodicTimer timer)
        {
            while (await timer.WaitForNextTickAsync())
            {
                if (!stage.IsServing)
                    continue;
                switch (Breaks++ % 3)
                {
                    case 0:
                        stage.Slack.CutOneSocket();
                        break;
                    case 1:
                        stage.Slack.Announce("refresh_requested");
                        break;
                    default:
                        stage.Slack.CutSockets();
                        break;
                }
            }
        }

        sealed class Breaking(PeriodicTimer timer, Task loop) : IAsyncDisposable
        {
            public async ValueTask DisposeAsync()
            {
                timer.Dispose();
                await loop;
            }
        }
    }

    [Fact]
    public async Task What_is_delivered_twice_is_answered_once_whatever_becomes_of_the_sockets_and_the_board_is_the_same()
    {
        await using var stage = await SlackStage.OpenAsync();
        var weather = new BrokenLine(stage);
        await new TwoDays(stage, weather).PlayAsync();
        Assert.True(weather.Breaks >= 6, $"only {weather.Breaks} breaks");
    }
}
