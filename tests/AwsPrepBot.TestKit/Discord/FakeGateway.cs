using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>A session: what was told in it, to be told again on resuming.</summary>
internal sealed class FakeSession(string id, int intents)
{
    public string Id { get; } = id;

    public int Intents { get; } = intents;

    public List<(long Seq, string Json)> Told { get; } = [];

    public long Seq { get; set; }

    public FakeGatewayConnection? Connection { get; set; }

    public long LostAt { get; set; }
}

/// <summary>The gateway's sessions: who is told what. The protocol of one connection is <see cref="FakeGatewayConnection"/>.</summary>
internal sealed class FakeGateway(FakeDiscord discord)
{
    const int GuildsIntent = 1;

    readonly Dictionary<string, FakeSession> sessions = new(StringComparer.Ordinal);
    readonly List<FakeGatewayConnection> connections = [];
    long? lastIdentify;

    public string Url { get; private set; } = "";

    public string ResumeUrl { get; private set; } = "";

    public int Identifies { get; private set; }

    public int Resumes { get; private set; }

    public int Heartbeats { get; set; }

    public bool RefusesConnections { get; set; }

    public bool IsOnline => sessions.Values.Any(s => s.Connection is not null);

    public void Listen(Uri address) => (Url, ResumeUrl) = ($"ws://{address.Authority}/gateway", $"ws://{address.Authority}/resume");

    public async Task AcceptAsync(HttpContext context)
    {
        if (RefusesConnections || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = RefusesConnections ? 503 : 400;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new FakeGatewayConnection(discord, this, socket, context.Request.Path.StartsWithSegments("/resume"));
        lock (discord.Gate)
            connections.Add(connection);
        try
        {
            await connection.RunAsync(context.Request.Query["v"] == "10" && context.Request.Query["encoding"] == "json", context.RequestAborted);
        }
        finally
        {
            lock (discord.Gate)
            {
                connections.Remove(connection);
                Leave(connection, endsSession: connection.ClientCloseCode is 1000 or 1001);
                discord.Changed();
            }
        }
    }

    /// <summary>Tells all sessions; those without a connection hear it when they resume.</summary>
    public void Dispatch(string type, JsonObject data, bool needsGuilds) => Dispatch(type, data.ToJsonString(), needsGuilds);

    /// <summary>The same with the data as it is to be sent.</summary>
    public void Dispatch(string type, string data, bool needsGuilds)
    {
        foreach (var session in sessions.Values)
            if (!needsGuilds || (session.Intents & GuildsIntent) != 0)
                Tell(session, type, data);
        discord.Changed();
    }

    /// <summary>A new session, or null when it comes too soon after the last.</summary>
    public FakeSession? Identify(FakeGatewayConnection connection, int intents)
    {
        if (lastIdentify is { } last && discord.Time.GetElapsedTime(last) < discord.Options.IdentifySpacing)
            return null;
        lastIdentify = discord.Time.GetTimestamp();
        Identifies++;
        discord.IdentifiesLeft--;
        var session = new FakeSession($"{discord.NextId():x}", intents) { Connection = connection };
        sessions[session.Id] = session;
        Tell(session, "READY", new JsonObject
        {
            ["v"] = 10, ["user"] = discord.Bot.ToJson(), ["session_id"] = session.Id, ["resume_gateway_url"] = ResumeUrl,
            ["guilds"] = new JsonArray([.. discord.Guilds.Select(g => new JsonObject { ["id"] = $"{g.Id}", ["unavailable"] = true })]),
            ["application"] = new JsonObject { ["id"] = $"{discord.ApplicationId}", ["flags"] = 0 },
        });
        if ((intents & GuildsIntent) != 0)
            foreach (var guild in discord.Guilds.Where(g => g.Available))
                Tell(session, "GUILD_CREATE", discord.GuildCreate(guild));
        discord.Changed();
        return session;
    }

    /// <summary>The session taken up again from <paramref name="seq"/>, what was missed told; a close code; or null for op 9.</summary>
    public (FakeSession? Session, int? CloseCode) Resume(FakeGatewayConnection connection, string id, long seq)
    {
        if (!sessions.TryGetValue(id, out var session))
            return (null, null);
        if (session.Connection is null && discord.Time.GetElapsedTime(session.LostAt) > discord.Options.ResumeWindow)
        {
            sessions.Remove(id);
            return (null, null);
        }
        if (seq > session.Seq)
            return (null, 4007);
        session.Connection?.Abort();
        session.Connection = connection;
        Resumes++;
        foreach (var (number, json) in session.Told)
            if (number > seq)
                connection.Send(json);
        Tell(session, "RESUMED", []);
        discord.Changed();
        return (session, null);
    }

    public void Forget(FakeSession session) => sessions.Remove(session.Id);

    public void CutConnections() => ForEach(connection => connection.Abort());

    public void StopAcking() => ForEach(connection => connection.Acks = false);

    public void SendToAll(JsonObject payload) => SendRaw(payload.ToJsonString());

    public void SendRaw(string text) => ForEach(connection => connection.Send(text));

    public void Invalidate(bool resumable)
    {
        lock (discord.Gate)
        {
            if (!resumable)
                sessions.Clear();
        }
        SendToAll(new JsonObject { ["op"] = 9, ["d"] = resumable });
    }

    public async Task CloseAsync(int code)
    {
        List<FakeGatewayConnection> open;
        lock (discord.Gate)
        {
            open = [.. connections];
            if (code is 4007 or 4009)
                sessions.Clear();
        }
        foreach (var connection in open)
            await connection.CloseAsync(code);
    }

    void ForEach(Action<FakeGatewayConnection> act)
    {
        lock (discord.Gate)
            connections.ForEach(act);
    }

    void Leave(FakeGatewayConnection connection, bool endsSession)
    {
        foreach (var session in sessions.Values.Where(s => s.Connection == connection).ToList())
        {
            (session.Connection, session.LostAt) = (null, discord.Time.GetTimestamp());
            if (endsSession)
                sessions.Remove(session.Id);
        }
    }

    void Tell(FakeSession session, string type, JsonObject data) => Tell(session, type, data.ToJsonString());

    void Tell(FakeSession session, string type, string data)
    {
        var json = $"{{\"op\":0,\"s\":{++session.Seq},\"t\":\"{type}\",\"d\":{data}}}";
        if (discord.Options.KeepsHistory)
            session.Told.Add((session.Seq, json));
        session.Connection?.Send(json);
    }
}
