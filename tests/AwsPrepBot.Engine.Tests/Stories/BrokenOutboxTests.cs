using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Stories;

public sealed class BrokenOutboxTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_kept_waiting_for_an_outbox_that_cannot_be_read_and_it_is_worked_off_when_it_can()
    {
        var outbox = new BrokenOutbox();
        await using var bot = await BotFixture.StartAsync(Token, configure: outbox.Replace);
        await bot.PrepAsync("admin", "setup", "time=10:00");
        await bot.DeliverAsync();

        outbox.Broken = true;
        await bot.PrepAsync("admin", "post");
        await bot.DeliverAsync(); // fails when it does not end
        await bot.DeliverAsync();
        Assert.Empty(bot.Chat.Messages);

        outbox.Broken = false;
        bot.Time.Advance(TimeSpan.FromSeconds(5));
        await outbox.ReadAgain.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await bot.DeliverAsync();
        Assert.Single(bot.Chat.Messages);
    }

    /// <summary>The real outbox, which can be made unreadable.</summary>
    sealed class BrokenOutbox : IDeliveryStore
    {
        readonly TaskCompletionSource _readAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IDeliveryStore _real = null!;
        volatile bool _broken;
        volatile bool _hasFailed;

        public bool Broken { set => _broken = value; }

        public Task ReadAgain => _readAgain.Task;

        public void Replace(IServiceCollection services)
        {
            var real = services.Last(service => service.ServiceType == typeof(IDeliveryStore)).ImplementationType!;
            services.AddSingleton<IDeliveryStore>(provider =>
            {
                _real = (IDeliveryStore)ActivatorUtilities.CreateInstance(provider, real);
                return this;
            });
        }

        public Task<IReadOnlyList<PendingDelivery>> TakeAsync(string platform, Instant now, int limit, CancellationToken cancellationToken)
        {
            if (_broken)
            {
                _hasFailed = true;
                throw new IOException("The disk is gone.");
            }
            if (_hasFailed)
                _readAgain.TrySetResult();
            return _real.TakeAsync(platform, now, limit, cancellationToken);
        }

        public Task RecoverAsync(string platform, CancellationToken cancellationToken) => _real.RecoverAsync(platform, cancellationToken);

        public Task PostedAsync(PendingDelivery delivery, MessageRef message, Instant postedAt, Instant closesAt, CancellationToken cancellationToken) =>
            _real.PostedAsync(delivery, message, postedAt, closesAt, cancellationToken);

        public Task EditedAsync(PendingDelivery delivery, Instant at, CancellationToken cancellationToken) => _real.EditedAsync(delivery, at, cancellationToken);

        public Task RetryAsync(PendingDelivery delivery, Instant notBefore, bool maybeSent, string reason, CancellationToken cancellationToken) =>
            _real.RetryAsync(delivery, notBefore, maybeSent, reason, cancellationToken);

        public Task EndAsync(PendingDelivery delivery, DeliveryState state, string reason, CancellationToken cancellationToken) =>
            _real.EndAsync(delivery, state, reason, cancellationToken);

        public Task<Instant?> NextDueAsync(string platform, CancellationToken cancellationToken) => _real.NextDueAsync(platform, cancellationToken);
    }
}
