using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>A request the bot made, with what came of it: Slack's error, <c>ok</c>, the status where it is not 200; null while it is under way or when its answer was lost.</summary>
public sealed record FakeSlackRequest(string Method, string Body, DateTimeOffset At)
{
    /// <summary>How it ended.</summary>
    public string? Outcome { get; internal set; }
}

/// <summary>
/// A Slack to test against: Web API, Socket Mode and response addresses on one port of this machine, as strict as the
/// documentation, with verbs for what people do, for what goes wrong, and views of what came of it. Thread-safe.
/// </summary>
public sealed partial class FakeSlack : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<FakeSlackViolation> violations = [];
    readonly List<FakeSlackRequest> requests = [];
    TaskCompletionSource? pulse;

    FakeSlack(FakeSlackOptions options, WebApplication app)
    {
        (Options, this.app, BotToken, AppToken, Scopes) = (options, app, options.BotToken, options.AppToken, [.. options.Scopes]);
        Workspace = new FakeWorkspace("T0CLOUDCREW", "Cloud Crew");
        Bot = AddUser("AwsPrepBot", Workspace);
        Sockets = new FakeSockets(this);
    }

    /// <summary>What to set <c>Slack:ApiUrl</c> to.</summary>
    public Uri ApiUrl { get; private set; } = null!;

    /// <summary>What to set <c>Slack:BotToken</c> to. Another value revokes the token the bot has.</summary>
    public string BotToken { get; set; }

    /// <summary>What to set <c>Slack:AppToken</c> to. Another value revokes the token the app has.</summary>
    public string AppToken { get; set; }

    /// <summary>What the bot's token may do.</summary>
    public HashSet<string> Scopes { get; }

    /// <summary>The workspace the app is installed in.</summary>
    public FakeWorkspace Workspace { get; }

    /// <summary>The bot's own user.</summary>
    public FakeSlackUser Bot { get; }

    /// <summary>The bot itself, as messages name it.</summary>
    public string BotId { get; } = "B0PREP";

    /// <summary>The app.</summary>
    public string AppId { get; } = "A0PREP";

    /// <summary>Its clock.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>What it was started with.</summary>
    public FakeSlackOptions Options { get; }

    /// <summary>Everything the bot did that it must not do, so far.</summary>
    public IReadOnlyList<FakeSlackViolation> Violations
    {
        get
        {
            lock (Gate)
                return [.. violations];
        }
    }

    /// <summary>All requests so far.</summary>
    public IReadOnlyList<FakeSlackRequest> Requests
    {
        get
        {
            lock (Gate)
                return [.. requests];
        }
    }

    /// <summary>Everything changes under this one lock: it is a test's server.</summary>
    internal Lock Gate { get; } = new();

    internal FakeSockets Sockets { get; }

    internal FakeSlackFaults Faults { get; } = new();

    /// <summary>Starts one on this machine.</summary>
    public static async Task<FakeSlack> StartAsync(FakeSlackOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FakeSlackOptions();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{options.Port}");
        var app = builder.Build();
        var slack = new FakeSlack(options, app);
        var web = new FakeWebApi(slack);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(context => context.Request.Path.StartsWithSegments("/link") ? slack.Sockets.AcceptAsync(context) : web.HandleAsync(context));
        await app.StartAsync(cancellationToken);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        slack.ApiUrl = new Uri(address, "/api/");
        return slack;
    }

    /// <summary>Waits, as long as <see cref="FakeSlackOptions.Patience"/> at most, until the condition holds; it is looked at after everything that happens.</summary>
    /// <exception cref="TimeoutException">It did not come true; the message says what was waited for.</exception>
    public async Task UntilAsync(Func<bool> condition, string what, CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(Options.Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            Task signal;
            lock (Gate)
            {
                if (condition())
                    return;
                signal = (pulse ??= NewPulse()).Task;
            }

            try
            {
                await signal.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"Not within {Options.Patience.TotalSeconds} s: {what}. Violations: {string.Join("; ", Violations)}. "
                    + $"Last requests: {string.Join("; ", Requests.TakeLast(5).Select(r => $"{r.Method} {r.Outcome}"))}.");
            }
        }
    }

    /// <summary>Stops it, connections and all.</summary>
    public async ValueTask DisposeAsync()
    {
        CutSockets();
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

    internal void Log(FakeSlackRequest request)
    {
        if (!Options.KeepsHistory)
            return;
        requests.Add(request);
        Changed();
    }

    /// <summary>Something happened: whoever waits looks again. Under the lock.</summary>
    internal void Changed()
    {
        pulse?.TrySetResult();
        pulse = null;
    }

    static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
