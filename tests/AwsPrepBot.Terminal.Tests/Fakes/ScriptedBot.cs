using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal.Tests.Fakes;

/// <summary>
/// A bot that remembers what it was asked and answers as it is told. What <see cref="Answer"/> and <see cref="Start"/> post
/// through <see cref="Platform"/> counts as delivered when <see cref="WhenDeliveredAsync"/> completes.
/// </summary>
sealed class ScriptedBot : IPrepBot
{
    readonly List<Task> _deliveries = [];

    public List<ChatRequest> Requests { get; } = [];

    public IChatPlatform Platform { get; set; } = null!;

    public (TeamId Team, ChannelId Channel, string Zone)? Room { get; private set; }

    public Func<Card?> Start { get; set; } = () => null;

    public Func<ChatRequest, Card?> Answer { get; set; } = _ => null;

    /// <summary>What is still on its way when a request has been answered.</summary>
    public Func<Task> Deliver { get; set; } = () => Task.CompletedTask;

    public Task<Card?> StartRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken)
    {
        Room = (team, channel, zone);
        return Task.FromResult(Start());
    }

    public Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.FromResult(Answer(request));
    }

    public async Task WhenDeliveredAsync(string platform, CancellationToken cancellationToken)
    {
        Assert.Equal("terminal", platform);
        await Task.WhenAll(_deliveries);
        _deliveries.Clear();
        await Deliver();
    }

    public void Post(long delivery, Card card) =>
        _deliveries.Add(Platform.PostAsync(new Post(new DeliveryId(delivery), TerminalPlatform.Team, TerminalPlatform.Channel, card), default));

    public void Edit(long delivery, Card card) =>
        _deliveries.Add(Platform.EditAsync(TerminalPlatform.Team, new MessageRef(TerminalPlatform.Channel, delivery.ToString()), card, default));
}
