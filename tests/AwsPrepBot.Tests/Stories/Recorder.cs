using System.Collections.Concurrent;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Tests.Stories;

/// <summary>Keeps every card that passes between the engine and a platform, in either direction it can take.</summary>
sealed class Recorder
{
    readonly ConcurrentQueue<Card> _cards = new();

    /// <summary>The cards so far.</summary>
    public IReadOnlyList<Card> Cards => [.. _cards];

    /// <summary>Puts itself between the bot and the platform that are registered.</summary>
    public void Listen(IServiceCollection services)
    {
        Wrap<IPrepBot>(services, bot => new Bot(bot, this));
        Wrap<IChatPlatform>(services, platform => new Platform(platform, this));
    }

    static void Wrap<T>(IServiceCollection services, Func<T, T> around) where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(real);
        services.AddSingleton(provider => around((T)(real.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))));
    }

    Card? Seen(Card? card)
    {
        if (card is not null)
            _cards.Enqueue(card);
        return card;
    }

    sealed class Bot(IPrepBot bot, Recorder recorder) : IPrepBot
    {
        public async Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken) =>
            recorder.Seen(await bot.HandleAsync(request, cancellationToken));

        public async Task<Card?> StartRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken) =>
            recorder.Seen(await bot.StartRoomAsync(team, channel, zone, cancellationToken));

        public Task WhenDeliveredAsync(string platform, CancellationToken cancellationToken) => bot.WhenDeliveredAsync(platform, cancellationToken);
    }

    sealed class Platform(IChatPlatform platform, Recorder recorder) : IChatPlatform
    {
        public string Name => platform.Name;

        public int ParallelSends => platform.ParallelSends;

        public Task<SendResult> PostAsync(Post post, CancellationToken cancellationToken)
        {
            recorder.Seen(post.Card);
            return platform.PostAsync(post, cancellationToken);
        }

        public Task<SendResult> EditAsync(TeamId team, MessageRef message, Card card, CancellationToken cancellationToken)
        {
            recorder.Seen(card);
            return platform.EditAsync(team, message, card, cancellationToken);
        }

        public Task<SendResult> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken)
        {
            recorder.Seen(card);
            return platform.TellAsync(team, member, card, cancellationToken);
        }

        public Task<FindResult> FindAsync(Post post, Instant notBefore, CancellationToken cancellationToken) => platform.FindAsync(post, notBefore, cancellationToken);

        public Task<RichText?> CheckChannelAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
            platform.CheckChannelAsync(team, channel, cancellationToken);
    }
}
