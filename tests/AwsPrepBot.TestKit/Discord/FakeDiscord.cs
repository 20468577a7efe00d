using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>A request the bot made, with the status it got; 0 while it is under way or when its answer was lost.</summary>
public sealed record FakeRequest(string Route, string? Body, DateTimeOffset At)
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; internal set; }
}

/// <summary>
/// A Discord to test against: REST and gateway on one port of this machine, as strict as the documentation, with verbs for
/// what people do, for what goes wrong, and views of what came of it. Thread-safe.
/// </summary>
public sealed partial class FakeDiscord : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<FakeViolation> violations = [];
    readonly List<FakeRequest> requests = [];
    readonly Dictionary<string, int> answered = new(StringComparer.Ordinal);
    TaskCompletionSource pulse = NewPulse();

    FakeDiscord(FakeDiscordOptions options, WebApplication app)
    {
        (Options, this.app, Token, IdentifiesLeft) = (options, app, options.Token, options.IdentifiesLeft);
        if (options.ValidateAgainstSpec && (options.SpecPath ?? OfficialSchema.Find()) is { } spec)
            Schema = OfficialSchema.Load(spec);
        ApplicationId = NextId();
        Bot = new FakeUser(NextId(), "awsprepbot", bot: true);
        users[Bot.Id] = Bot;
        Gateway = new FakeGateway(this);
    }

    /// <summary>What to set <c>Discord:ApiUrl</c> to.</summary>
    public Uri ApiUrl { get; private set; } = null!;

    /// <summary>What to set <c>Discord:Token</c> to. Another value revokes the token the bot has.</summary>
    public string Token { get; set; }

    /// <summary>The application behind the bot.</summary>
    public ulong ApplicationId { get; }

    /// <summary>The bot's own user.</summary>
    public FakeUser Bot { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>True when bodies are checked against Discord's official schema.</summary>
    public bool ChecksOfficialSchema => Schema is not null;

    /// <summary>Everything the bot did that it must not do, so far.</summary>
    public IReadOnlyList<FakeViolation> Violations
    {
        get
        {
            lock (Gate)
                return [.. violations];
        }
    }

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (Gate)
                return [.. requests];
        }
    }

    /// <summary>How many requests of a route got an answer.</summary>
    public int Answered(string route)
    {
        lock (Gate)
            return answered.GetValueOrDefault(route);
    }

    /// <summary>What it was started with.</summary>
    public FakeDiscordOptions Options { get; }

    internal OfficialSchema? Schema { get; }

    /// <summary>Everything changes under this one lock: it is a test's server.</summary>
    internal Lock Gate { get; } = new();

    internal FakeFaults Faults { get; } = new();

    internal FakeGateway Gateway { get; }

    internal int IdentifiesLeft { get; set; }

    /// <summary>Starts one on this machine.</summary>
    public static async Task<FakeDiscord> StartAsync(FakeDiscordOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FakeDiscordOptions();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{options.Port}");
        var app = builder.Build();
        var discord = new FakeDiscord(options, app);
        var rest = new FakeRest(discord);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(context => context.Request.Path.StartsWithSegments("/gateway") || context.Request.Path.StartsWithSegments("/resume")
            ? discord.Gateway.AcceptAsync(context)
            : rest.HandleAsync(context));
        await app.StartAsync(cancellationToken);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        discord.ApiUrl = new Uri(address, "/api/v10");
        discord.Gateway.Listen(address);
        return discord;
    }

    TimeSpan Patience => Options.Patience;

    /// <summary>Waits, as long as <see cref="FakeDiscordOptions.Patience"/> at most, until the condition holds; it is looked at after everything that happens.</summary>
    /// <exception cref="TimeoutException">It did not come true; the message says what was waited for.</exception>
    public async Task UntilAsync(Func<bool> condition, string what, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            Task signal;
            lock (Gate)
            {
                if (condition())
                    return;
                signal = pulse.Task;
            }
            try
            {
                await signal.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {Patience.TotalSeconds} s: {what}. Violations: {string.Join("; ", Violations)}. Last requests: {string.Join("; ", Requests.TakeLast(5).Select(r => $"{r.Route} {r.Status}"))}.");
            }
        }
    }

    /// <summary>Stops it, connections and all.</summary>
    public async ValueTask DisposeAsync()
    {
        Gateway.CutConnections();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        try
        {
            await app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // It was told not to wait for open requests.
        }
        await app.DisposeAsync();
    }

    internal void Violate(string kind, string detail)
    {
        lock (Gate)
        {
            violations.Add(new(kind, detail));
            Changed();
        }
    }

    internal void Log(FakeRequest request)
    {
        if (Options.KeepsHistory)
            requests.Add(request);
        Changed();
    }

    internal void Finish(FakeRequest request, int status)
    {
        request.Status = status;
        if (status > 0)
            answered[request.Route] = answered.GetValueOrDefault(request.Route) + 1;
        Changed();
    }

    /// <summary>Something happened: whoever waits looks again. Under the lock.</summary>
    internal void Changed()
    {
        pulse.TrySetResult();
        pulse = NewPulse();
    }

    internal void CheckMentions(FakeCall call, JsonObject? body = null)
    {
        if (FormRules.MayPing(body ?? call.Body) is { } why)
            Violate(FakeViolations.Mentions, $"{call.Route}: {why}");
    }

    static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
