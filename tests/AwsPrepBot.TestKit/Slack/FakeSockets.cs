using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>Slack's side of Socket Mode: tickets, sockets, envelopes and who acknowledged them.</summary>
internal sealed class FakeSockets(FakeSlack slack)
{
    const int MostSockets = 10;

    static readonly TimeSpan ToAcknowledge = TimeSpan.FromSeconds(3);

    readonly HashSet<string> tickets = [];
    readonly List<FakeSocket> open = [];
    readonly Dictionary<string, Delivery> unacknowledged = [];
    readonly HashSet<string> acknowledged = [];
    int next;

    public int Opened { get; private set; }

    public int Count
    {
        get
        {
            lock (slack.Gate)
                return open.Count(socket => !socket.Announced);
        }
    }

    public string NewTicket()
    {
        var ticket = Guid.NewGuid().ToString("N");
        tickets.Add(ticket);
        return $"ws://{slack.ApiUrl.Authority}/link/?ticket={ticket}&app_id={slack.AppId}";
    }

    public async Task AcceptAsync(HttpContext context)
    {
        bool isGood;
        lock (slack.Gate)
            isGood = !slack.RefusesSockets && tickets.Remove(context.Request.Query["ticket"].ToString()) && open.Count < MostSockets;
        if (!isGood || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = slack.RefusesSockets ? 503 : 404;
            return;
        }

        var socket = new FakeSocket(await context.WebSockets.AcceptWebSocketAsync(), context.RequestAborted);
        lock (slack.Gate)
        {
            Opened++;
            if (!slack.WithholdsHello)
            {
                open.Add(socket);
                socket.Send(new JsonObject
                {
                    ["type"] = "hello", ["num_connections"] = open.Count, ["connection_info"] = new JsonObject { ["app_id"] = slack.AppId },
                    ["debug_info"] = new JsonObject { ["host"] = "applink-1", ["build_number"] = 10, ["approximate_connection_time"] = 18060 },
                });
            }

            slack.Changed();
        }

        await Task.WhenAny(socket.WriteAsync(), ReadAsync(socket));
        lock (slack.Gate)
        {
            open.Remove(socket);
            slack.Changed();
        }

        socket.Abort();
    }

    /// <summary>Sends an envelope to one of the sockets, whichever; under the lock. Its id, also when there is no socket to take it.</summary>
    public string Deliver(string type, JsonObject payload, bool acceptsResponse, FakeSlackInteraction? interaction)
    {
        var id = Guid.NewGuid().ToString();
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["payload"] = payload, ["accepts_response_payload"] = acceptsResponse };
        if (type == "events_api")
            (envelope["retry_attempt"], envelope["retry_reason"]) = (0, "");
        Send(id, envelope, interaction);
        if (slack.DeliversTwice)
        {
            var again = (JsonObject)envelope.DeepClone();
            again["envelope_id"] = Guid.NewGuid().ToString();
            Send((string)again["envelope_id"]!, again, null);
        }

        return id;
    }

    /// <summary>The same envelope once more, on another socket if there is one.</summary>
    public void DeliverAgain(string id, JsonObject envelope, FakeSlackInteraction? interaction)
    {
        acknowledged.Remove(id);
        Send(id, envelope, interaction);
    }

    public void SendToOne(string text)
    {
        lock (slack.Gate)
            Pick()?.Send(text);
    }

    public void Announce(string reason)
    {
        lock (slack.Gate)
        {
            foreach (var socket in open.Where(socket => !socket.Announced))
            {
                socket.Announced = true;
                socket.Send(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "applink-1" } });
            }

            slack.Changed();
        }
    }

    public Task CloseAnnouncedAsync()
    {
        lock (slack.Gate)
            return Task.WhenAll(open.Where(socket => socket.Announced).Select(socket => socket.CloseAsync()).ToList());
    }

    public void Cut(bool all)
    {
        lock (slack.Gate)
        {
            foreach (var socket in open.Take(all ? open.Count : 1).ToList())
            {
                open.Remove(socket);
                socket.Abort();
            }

            slack.Changed();
        }
    }

    void Send(string id, JsonObject envelope, FakeSlackInteraction? interaction)
    {
        if (interaction is not null)
            interaction.Envelope = envelope;
        if (Pick() is not { } socket)
        {
            interaction?.Fail("dispatch_failed");
            slack.Changed();
            return;
        }

        var delivery = new Delivery(id, socket, interaction, (bool)envelope["accepts_response_payload"]!);
        delivery.Deadline = slack.Time.CreateTimer(_ => Expire(delivery), null, ToAcknowledge, Timeout.InfiniteTimeSpan);
        unacknowledged[id] = delivery;
        socket.Send(envelope);
        slack.Changed();
    }

    /// <summary>Any one of them, in no pattern the bot could rely on: in turn.</summary>
    FakeSocket? Pick()
    {
        var announced = open.Where(socket => socket.Announced).ToList();
        var pool = slack.PrefersOldSockets && announced.Count > 0 ? announced : [.. open.Where(socket => !socket.Announced)];
        if (pool.Count == 0)
            pool = open;
        return pool.Count == 0 ? null : pool[next++ % pool.Count];
    }

    void Expire(Delivery delivery)
    {
        lock (slack.Gate)
        {
            if (!unacknowledged.Remove(delivery.Id))
                return;
            // A socket that broke took the envelope with it: nobody is to blame.
            if (open.Contains(delivery.Socket))
                slack.Violate(FakeSlackViolations.Acknowledgement, $"envelope {delivery.Id} was not acknowledged within 3 s");
            delivery.Interaction?.Fail("operation_timeout");
            slack.Changed();
        }
    }

    async Task ReadAsync(FakeSocket socket)
    {
        try
        {
            while (await socket.ReadAsync() is { } text)
            {
                lock (slack.Gate)
                {
                    Acknowledge(socket, text);
                    slack.Changed();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            // It broke.
        }
    }

    void Acknowledge(FakeSocket socket, string text)
    {
        JsonObject json;
        try
        {
            json = JsonNode.Parse(text) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            slack.Violate(FakeSlackViolations.Acknowledgement, "a message that is not JSON");
            return;
        }

        var id = (string?)json["envelope_id"] ?? "";
        if (!unacknowledged.Remove(id, out var delivery))
        {
            slack.Violate(FakeSlackViolations.Acknowledgement, acknowledged.Contains(id) ? $"envelope {id} was acknowledged twice" : $"\"{id}\" is no envelope that waits");
            return;
        }

        delivery.Deadline?.Dispose();
        if (slack.Options.KeepsHistory)
            acknowledged.Add(id);
        if (delivery.Socket != socket)
            slack.Violate(FakeSlackViolations.Acknowledgement, $"envelope {id} was acknowledged on another socket");
        if (json["payload"] is not null && !delivery.AcceptsResponse)
            slack.Violate(FakeSlackViolations.Acknowledgement, $"envelope {id} takes no payload");
        delivery.Interaction?.Acknowledged(json["payload"] as JsonObject);
    }

    sealed class Delivery(string id, FakeSocket socket, FakeSlackInteraction? interaction, bool acceptsResponse)
    {
        public string Id => id;

        public FakeSocket Socket => socket;

        public FakeSlackInteraction? Interaction => interaction;

        public bool AcceptsResponse => acceptsResponse;

        public ITimer? Deadline { get; set; }
    }
}
