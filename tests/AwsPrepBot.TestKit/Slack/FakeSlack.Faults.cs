using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <content>What goes wrong. Methods are named as in their address; <c>response_url</c> is any response address, <c>upload_url</c> any for a file.</content>
public sealed partial class FakeSlack
{
    /// <summary>The next requests are answered with an error of Slack's and not carried out.</summary>
    public void RefuseNext(string method, string error, int times = 1) =>
        Order(new FakeSlackFault(method) { Status = 200, Body = new JsonObject { ["ok"] = false, ["error"] = error }.ToJsonString() }, times);

    /// <summary>The next requests are answered with a status and not carried out.</summary>
    public void FailNext(string method, int status, int times = 1) =>
        Order(new FakeSlackFault(method) { Status = status, Body = $"<html><head><title>{status}</title></head></html>" }, times);

    /// <summary>The next requests are answered with this text instead of being carried out.</summary>
    public void AnswerNext(string method, int status, string body) => Order(new FakeSlackFault(method) { Status = status, Body = body }, 1);

    /// <summary>The next requests get a 429.</summary>
    public void RateLimitNext(string method, int retryAfterSeconds, int times = 1) => Order(
        new FakeSlackFault(method) { Status = 429, RetryAfter = retryAfterSeconds, Body = """{"ok":false,"error":"ratelimited"}""" }, times);

    /// <summary>The next requests are carried out, but the connection breaks before the answer.</summary>
    public void LoseAnswerOf(string method, int times = 1) => Order(new FakeSlackFault(method) { LoseAnswer = true }, times);

    /// <summary>The next requests arrive, but the connection breaks before they are carried out.</summary>
    public void LoseRequestOf(string method, int times = 1) => Order(new FakeSlackFault(method) { LoseRequest = true }, times);

    /// <summary>The next request is carried out when the task completes.</summary>
    public void HoldNext(string method, Task until) => Order(new FakeSlackFault(method) { Until = until }, 1);

    /// <summary>
    /// Requests of the method whose body is of that kind arrive, and are in <see cref="Requests"/>, but wait to be carried
    /// out until what this returns is disposed.
    /// </summary>
    public IDisposable Hold(string method, Func<string, bool> which)
    {
        var released = NewPulse();
        var hold = new FakeSlackHold(method, which, released.Task);
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

    /// <summary>Every envelope is delivered a second time, in one of another id and on another socket where there is one.</summary>
    public bool DeliversTwice { get; set; }

    /// <summary>The sockets that are up.</summary>
    public int SocketCount => Sockets.Count;

    /// <summary>The sockets that were opened so far.</summary>
    public int SocketsOpened => Sockets.Opened;

    /// <summary>Waits until that many sockets are up: the bot keeps two.</summary>
    public Task OnlineAsync(int sockets = 2, CancellationToken cancellationToken = default) =>
        UntilAsync(() => Sockets.Count >= sockets, $"{sockets} sockets", cancellationToken);

    /// <summary>Breaks all sockets without a word.</summary>
    public void CutSockets() => Sockets.Cut(all: true);

    /// <summary>Breaks the oldest socket without a word.</summary>
    public void CutOneSocket() => Sockets.Cut(all: false);

    /// <summary>Announces on every socket that it will be closed; it stays open until <see cref="CutSockets"/> or <see cref="CloseAnnounced"/>.</summary>
    public void Announce(string reason = "warning") => Sockets.Announce(reason);

    /// <summary>Closes the sockets whose end was announced.</summary>
    public Task CloseAnnouncedAsync() => Sockets.CloseAnnouncedAsync();

    /// <summary>New sockets are refused with 503 while true.</summary>
    public bool RefusesSockets { get; set; }

    /// <summary>New sockets get no hello while true.</summary>
    public bool WithholdsHello { get; set; }

    /// <summary>Only sockets opened before the last so many get envelopes; for tests of which one is read.</summary>
    public bool PrefersOldSockets { get; set; }

    /// <summary>Any text as a message of a socket.</summary>
    public void SendRaw(string text) => Sockets.SendToOne(text);

    /// <summary>An envelope of any kind, with nobody waiting for what comes of it; its id.</summary>
    public string SendEnvelope(string type, JsonObject payload, bool acceptsResponse = false)
    {
        lock (Gate)
            return Sockets.Deliver(type, payload, acceptsResponse, null);
    }

    /// <summary>An event of the Events API; the payload it is wrapped in, to be sent again.</summary>
    public JsonObject SendEvent(JsonObject happened, string? team = null)
    {
        lock (Gate)
        {
            var payload = new JsonObject
            {
                ["token"] = "verification", ["team_id"] = team ?? Workspace.Id, ["api_app_id"] = AppId, ["event"] = happened.DeepClone(),
                ["type"] = "event_callback", ["event_id"] = NewId('E'), ["event_time"] = Time.GetUtcNow().ToUnixTimeSeconds(),
                ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = Workspace.Id, ["user_id"] = Bot.Id, ["is_bot"] = true }),
            };
            Sockets.Deliver("events_api", (JsonObject)payload.DeepClone(), acceptsResponse: false, null);
            return payload;
        }
    }

    sealed class Releasing(FakeSlack slack, FakeSlackHold hold, TaskCompletionSource released) : IDisposable
    {
        public void Dispose()
        {
            lock (slack.Gate)
                slack.Faults.Release(hold);
            released.TrySetResult();
        }
    }

    void Order(FakeSlackFault fault, int times)
    {
        lock (Gate)
            Faults.Add(fault, times);
    }
}
