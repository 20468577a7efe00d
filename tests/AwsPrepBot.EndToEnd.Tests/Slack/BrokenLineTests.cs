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
        public const int Kinds = 3;

        static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

        TaskCompletionSource _broke = NewSignal();

        public override bool LosesWhatPeopleDo => true;

        public int Breaks { get; private set; }

        public override IAsyncDisposable Begin()
        {
            stage.Slack.DeliversTwice = true;
            var timer = new PeriodicTimer(Period, TimeProvider.System);
            return new Breaking(timer, BreakAsync(timer));
        }

        /// <summary>Every kind of break twice has somebody pressing into it, however fast the days pass.</summary>
        public override Task BeforePressAsync() =>
            Breaks < 2 * Kinds ? Volatile.Read(ref _broke).Task.WaitAsync(TestContext.Current.CancellationToken) : Task.CompletedTask;

        async Task BreakAsync(PeriodicTimer timer)
        {
            while (await timer.WaitForNextTickAsync())
            {
                if (!stage.IsServing)
                    continue;
                switch (Breaks++ % Kinds)
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

                Interlocked.Exchange(ref _broke, NewSignal()).SetResult();
            }
        }

        static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        Assert.True(weather.Breaks >= 2 * BrokenLine.Kinds, $"only {weather.Breaks} breaks");
    }
}
