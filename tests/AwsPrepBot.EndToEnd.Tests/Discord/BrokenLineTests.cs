namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>The same two days with the gateway's connection cut every two seconds. Everybody presses into a gap: Discord tells it when the session goes on, and the 3 s run meanwhile.</summary>
public sealed class BrokenLineTests
{
    sealed class BrokenLine : Weather
    {
        static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

        TaskCompletionSource _cut = NewSignal();

        public int Cuts { get; private set; }

        public override IAsyncDisposable Begin(DiscordStage stage)
        {
            var timer = new PeriodicTimer(Period, TimeProvider.System);
            return new Cutting(timer, CutAsync(stage, timer));
        }

        public override Task BeforePressAsync(DiscordStage stage) => Volatile.Read(ref _cut).Task.WaitAsync(TestContext.Current.CancellationToken);

        async Task CutAsync(DiscordStage stage, PeriodicTimer timer)
        {
            while (await timer.WaitForNextTickAsync())
            {
                // Only a session that has begun can go on.
                if (!stage.IsServing)
                    continue;
                stage.Discord.CutConnections();
                Cuts++;
                Interlocked.Exchange(ref _cut, NewSignal()).SetResult();
            }
        }

        static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        sealed class Cutting(PeriodicTimer timer, Task loop) : IAsyncDisposable
        {
            public async ValueTask DisposeAsync()
            {
                timer.Dispose();
                await loop;
            }
        }
    }

    [Fact]
    public async Task Every_press_into_a_gap_of_the_connection_is_answered_in_time_and_the_board_is_the_same()
    {
        await using var stage = await DiscordStage.OpenAsync();
        var weather = new BrokenLine();
        await new TwoDays(stage, weather).PlayAsync();
        Assert.True(weather.Cuts >= 10, $"only {weather.Cuts} cuts");
        Assert.True(stage.Discord.Resumes >= weather.Cuts / 2, $"{stage.Discord.Resumes} sessions went on after {weather.Cuts} cuts");
    }
}
