using System.Collections.Concurrent;
using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests.Rest;

/// <summary>The real client against the fake Discord, both on one clock that stands still until a test moves it.</summary>
sealed class RestBench : IAsyncDisposable
{
    readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    readonly HttpMessageInvoker http = Connections.Open();

    RestBench(FakeDiscord discord, SignalTime time)
    {
        (Discord, Time) = (discord, time);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        Api = new DiscordRest(http, discord.ApiUrl, new Secret(discord.Token), time, Log, () => 0);
        Guild = discord.AddGuild();
        Place = discord.AddChannel(Guild);
    }

    public FakeDiscord Discord { get; }

    public SignalTime Time { get; }

    public CapturedLog Log { get; } = new();

    public DiscordRest Api { get; }

    public FakeGuild Guild { get; }

    public FakeChannel Place { get; }

    public Snowflake Channel => new(Place.Id);

    /// <summary>For every call of the client's: what never ends fails after half a minute.</summary>
    public CancellationToken Token => patience.Token;

    public static async Task<RestBench> StartAsync(Func<FakeDiscordOptions, FakeDiscordOptions>? change = null)
    {
        var time = new SignalTime();
        var options = new FakeDiscordOptions { Time = time };
        return new RestBench(await FakeDiscord.StartAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken), time);
    }

    public Task<DiscordResult<Message>> PostAsync(string nonce, string text = "Which one?", Snowflake? channel = null) =>
        Api.CreateMessageAsync(channel ?? Channel, new MessageBody { Content = text }, new Nonce(nonce), Token);

    public IReadOnlyList<FakeMessage> Posted => Discord.Messages(Place);

    /// <summary>A press on a message in the channel, and the ticket to answer it with.</summary>
    public async Task<(FakeInteraction Interaction, InteractionTicket Ticket)> PressAsync()
    {
        var posted = await Api.CreateMessageAsync(Channel, new MessageBody
        {
            Content = "Which?", Components = [Component.Row(Component.Button(ButtonStyle.Secondary, "A", "a"))],
        }, new Nonce(Guid.NewGuid().ToString("N")[..25]), Token);
        Assert.True(posted.IsOk, posted.Failure?.Detail);
        var message = Discord.Messages(Place).Single(m => m.Id == posted.Value.Id.Value);
        var interaction = await Discord.PressAsync(Discord.AddMember(Guild, "ana"), message, "a");
        return (interaction, new InteractionTicket(new(Discord.ApplicationId), new(interaction.Id), new(interaction.Token), Time.GetTimestamp()));
    }

    public int Sent(string route) => Discord.Requests.Count(r => r.Route == route);

    /// <summary>Waits until that many requests of a route came, answered or not.</summary>
    public Task SentAsync(string route, int count) => Discord.UntilAsync(() => Discord.Requests.Count(r => r.Route == route) >= count, $"{count} × {route}", Token);

    /// <summary>Waits until that many calls have their result: what an answer told is known then, and the clock may move.</summary>
    public static async Task EndedAsync(IReadOnlyList<Task> calls, int count)
    {
        while (calls.Count(call => call.IsCompleted) < count)
            await Task.WhenAny(calls.Where(call => !call.IsCompleted));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        patience.Dispose();
        await Discord.DisposeAsync();
    }
}

/// <summary>Keeps every line, whatever its level.</summary>
sealed class CapturedLog : ILogger<DiscordRest>
{
    readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
}
