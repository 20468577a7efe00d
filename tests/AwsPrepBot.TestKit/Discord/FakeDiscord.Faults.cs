using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <content>What goes wrong. Routes are named as in <see cref="FakeRoutes"/>; each order strikes the next request or requests.</content>
public sealed partial class FakeDiscord
{
    /// <summary>The sessions started so far.</summary>
    public int Identifies => Gateway.Identifies;

    /// <summary>The sessions taken up again so far.</summary>
    public int Resumes => Gateway.Resumes;

    /// <summary>The heartbeats received so far.</summary>
    public int Heartbeats => Gateway.Heartbeats;

    /// <summary>A session has a connection.</summary>
    public bool IsOnline => Gateway.IsOnline;

    /// <summary>Waits until the bot has a session with a connection.</summary>
    public Task OnlineAsync(CancellationToken cancellationToken = default) => UntilAsync(() => Gateway.IsOnline, "the bot online", cancellationToken);

    /// <summary>The next requests are answered with a status and not carried out. Without a body: Discord's plain one, HTML for 5xx.</summary>
    public void FailNext(string route, int status, int? code = null, string message = "Refused by order", int times = 1)
    {
        var body = status >= 500 && code is null
            ? $"<html><head><title>{status}</title></head></html>"
            : new JsonObject { ["message"] = message, ["code"] = code ?? 0 }.ToJsonString();
        Order(new FakeFault(route) { Status = status, Body = body }, times);
    }

    /// <summary>The next request gets a 429 of that scope (<c>user</c>, <c>global</c>, <c>shared</c>).</summary>
    public void RateLimitNext(string route, TimeSpan retryAfter, string scope = "user", int times = 1) => Order(new FakeFault(route)
    {
        Status = 429, Body = FakeRest.TooManyBody(scope == "global", retryAfter).ToJsonString(), Headers = FakeRest.TooMany(scope, retryAfter),
    }, times);

    /// <summary>The next request gets a 429 of Cloudflare's: HTML, and no header but Retry-After (whole seconds).</summary>
    public void CloudflareNext(string route, int retryAfterSeconds) => Order(new FakeFault(route)
    {
        Status = 429, Body = "<!doctype html><title>Access denied | Error 1015</title>", Headers = new Dictionary<string, string> { ["Retry-After"] = $"{retryAfterSeconds}" },
    }, 1);

    /// <summary>The next requests are answered with this text instead of being carried out.</summary>
    public void AnswerNext(string route, int status, string body) => Order(new FakeFault(route) { Status = status, Body = body }, 1);

    /// <summary>The next requests are carried out, but the connection breaks before the answer.</summary>
    public void LoseAnswerOf(string route, int times = 1) => Order(new FakeFault(route) { LoseAnswer = true }, times);

    /// <summary>The next requests arrive, but the connection breaks before they are carried out.</summary>
    public void LoseRequestOf(string route, int times = 1) => Order(new FakeFault(route) { LoseRequest = true }, times);

    /// <summary>The next requests are carried out after a while.</summary>
    public void Delay(string route, TimeSpan delay, int times = 1) => Order(new FakeFault(route) { Delay = delay }, times);

    /// <summary>
    /// Requests of the route whose body is of that kind arrive, and are in <see cref="Requests"/> with status 0, but wait to
    /// be carried out until what this returns is disposed.
    /// </summary>
    public IDisposable Hold(string route, Func<string, bool> which)
    {
        var released = NewPulse();
        var hold = new FakeHold(route, which, released.Task);
        lock (Gate)
            Faults.Add(hold);
        return new Releasing(this, hold, released);
    }

    /// <summary>Takes back what was ordered for next requests and has not struck yet.</summary>
    public void ClearFaults()
    {
        lock (Gate)
            Faults.Clear();
    }

    /// <summary>Breaks all gateway connections without a word; the sessions stay.</summary>
    public void CutConnections() => Gateway.CutConnections();

    /// <summary>Closes all gateway connections with a code.</summary>
    public Task CloseConnectionsAsync(int code) => Gateway.CloseAsync(code);

    /// <summary>Op 7: asks to reconnect.</summary>
    public void AskToReconnect() => Gateway.SendToAll(new JsonObject { ["op"] = 7, ["d"] = null });

    /// <summary>Op 9: the session is invalid; false ends it.</summary>
    public void InvalidateSessions(bool resumable) => Gateway.Invalidate(resumable);

    /// <summary>Op 1: asks for a heartbeat now.</summary>
    public void AskForHeartbeat() => Gateway.SendToAll(new JsonObject { ["op"] = 1, ["d"] = null });

    /// <summary>The connection stays open, but heartbeats are not answered any more; a new connection's are.</summary>
    public void StopAckingHeartbeats() => Gateway.StopAcking();

    /// <summary>New gateway connections are refused with 503 while true.</summary>
    public void RefuseConnections(bool refuse) => Gateway.RefusesConnections = refuse;

    /// <summary>A dispatch of any kind to all sessions.</summary>
    public void Dispatch(string type, JsonObject data)
    {
        lock (Gate)
            Gateway.Dispatch(type, data, needsGuilds: false);
    }

    /// <summary>Any text as a message of the gateway.</summary>
    public void SendRaw(string text) => Gateway.SendRaw(text);

    void Order(FakeFault fault, int times)
    {
        lock (Gate)
            Faults.Add(fault, times);
    }

    sealed class Releasing(FakeDiscord discord, FakeHold hold, TaskCompletionSource released) : IDisposable
    {
        public void Dispose()
        {
            lock (discord.Gate)
                discord.Faults.Release(hold);
            released.TrySetResult();
        }
    }
}
