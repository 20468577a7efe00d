using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>What an endpoint answers.</summary>
internal sealed record FakeAnswer(int Status, JsonNode? Body = null)
{
    public static FakeAnswer Error(int status, int code, string message) => new(status, new JsonObject { ["message"] = message, ["code"] = code });

    public static FakeAnswer Form(FormErrors errors) =>
        new(400, new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = errors.ToJson() });
}

/// <summary>One request as the endpoints see it: matched, authorised, its body read.</summary>
internal sealed record FakeCall(
    string Route, IReadOnlyDictionary<string, string> Parameters, IQueryCollection Query, JsonNode? Json, IReadOnlyCollection<FakeFile> Files)
{
    public JsonObject Body => Json as JsonObject ?? [];

    public ulong Id(string name) => ulong.TryParse(Parameters[name], out var id) ? id : 0;
}

/// <summary>
/// The HTTP side: everything that is the same for all routes (version, token, User-Agent, JSON, the official schema, limits,
/// ordered faults), then the endpoint.
/// </summary>
internal sealed partial class FakeRest(FakeDiscord discord)
{
    const string Prefix = "/api/v10";

    readonly FakeRateLimits limits = new(discord.Options);
    readonly MessageEndpoints messages = new(discord);
    readonly InteractionEndpoints interactions = new(discord);
    readonly LookupEndpoints lookups = new(discord);

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "";
        if (!path.StartsWith(Prefix + "/", StringComparison.Ordinal) || FakeRoutes.Match(request.Method, path[Prefix.Length..]) is not { } match)
        {
            discord.Violate(FakeViolations.Request, $"{request.Method} {path} is no route the bot uses");
            await WriteAsync(context, FakeAnswer.Error(404, 0, "404: Not Found"), LogAs($"{request.Method} {path}", null));
            return;
        }

        var upload = await FakeUpload.ReadAsync(request, context.RequestAborted);
        var entry = LogAs(match.Name, upload.Text.Length == 0 ? null : upload.Text);
        Task? hold;
        lock (discord.Gate)
            hold = discord.Faults.HoldOf(match.Name, upload.Text);
        if (hold is not null)
            await hold.WaitAsync(context.RequestAborted);
        FakeFault? fault;
        lock (discord.Gate)
            fault = discord.Faults.Take(match.Name);
        if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
            await Task.Delay(delay, discord.Time, context.RequestAborted);
        if (fault is { LoseRequest: true })
        {
            Abort(context, entry);
            return;
        }
        if (fault is { Status: > 0 })
        {
            foreach (var (name, value) in fault.Headers)
                context.Response.Headers[name] = value;
            await WriteTextAsync(context, fault.Status, fault.Body, fault.Body?.StartsWith('{') is true ? "application/json" : "text/html", entry);
            return;
        }

        var (json, refusal) = await CheckAsync(context, match.Name, upload);
        FakeAnswer answer;
        lock (discord.Gate)
        {
            answer = refusal ?? Limit(context, match.Name, match.Parameters)
                ?? Endpoint(new FakeCall(match.Name, match.Parameters, request.Query, json, [.. upload.Files.OrderBy(file => file.Key).Select(file => file.Value)]), fault is { LoseAnswer: true });
            if (answer.Body is JsonObject body && body["code"] is { } code && (int)code == 50035)
                discord.Violate(FakeViolations.Form, $"{match.Name}: {body["errors"]?.ToJsonString()}");
            discord.Changed();
        }
        if (fault is { LoseAnswer: true })
        {
            Abort(context, entry);
            return;
        }
        await WriteAsync(context, answer, entry);
    }

    async Task<(JsonNode? Json, FakeAnswer? Refusal)> CheckAsync(HttpContext context, string route, FakeUpload upload)
    {
        var request = context.Request;
        if (!UserAgentPattern().IsMatch(request.Headers.UserAgent.ToString()))
        {
            discord.Violate(FakeViolations.Request, $"User-Agent \"{request.Headers.UserAgent}\" is not \"DiscordBot (url, version)\"");
            return (null, FakeAnswer.Error(403, 40333, "internal network error"));
        }
        var authorization = request.Headers.Authorization.ToString();
        if (FakeRoutes.TakesInteractionToken(route) ? authorization.Length > 0 && authorization != $"Bot {discord.Options.Token}" : authorization != $"Bot {discord.Token}")
            return (null, FakeAnswer.Error(401, 0, "401: Unauthorized"));
        if (request.Method == "GET")
            return (null, null);

        if (FakeUpload.IsMultipart(request) && FakeRoutes.TakesFiles(route))
        {
            if (upload.Problem is { } problem)
            {
                discord.Violate(FakeViolations.Request, $"{route}: {problem}");
                return (null, FakeAnswer.Error(400, 50035, "Invalid Form Body"));
            }
            if (upload.IsTooLarge)
                return (null, FakeAnswer.Error(413, 40005, "Request entity too large"));
        }
        else if (request.ContentType?.Split(';')[0].Trim() != "application/json")
        {
            discord.Violate(FakeViolations.Request, $"{route}: Content-Type is \"{request.ContentType}\"");
            return (null, FakeAnswer.Error(400, 50035, "Expected \"Content-Type\" header to be one of {'application/json'}."));
        }
        try
        {
            var json = JsonNode.Parse(upload.Text);
            if (FakeRoutes.TakesFiles(route) && upload.Mismatch(json) is { } mismatch)
            {
                discord.Violate(FakeViolations.Form, $"{route}: {mismatch}");
                return (null, FakeAnswer.Error(400, 50035, "Invalid Form Body"));
            }
            if (discord.Schema is { } schema)
                foreach (var error in await schema.ValidateAsync(route, upload.Text))
                    discord.Violate(FakeViolations.Schema, $"{route}: {error}");
            return (json, null);
        }
        catch (JsonException)
        {
            discord.Violate(FakeViolations.Request, $"{route}: the body is not JSON");
            return (null, FakeAnswer.Error(400, 50109, "The request body contains invalid JSON."));
        }
    }

    FakeAnswer? Limit(HttpContext context, string route, IReadOnlyDictionary<string, string> parameters)
    {
        var (wait, global, write) = limits.Count(route, FakeRoutes.Major(parameters));
        write(context.Response.Headers);
        if (wait is not { } seconds)
            return null;
        discord.Violate(FakeViolations.RateLimit, $"{route}: {(global ? "more than the global limit" : "its bucket was empty")}");
        foreach (var (name, value) in TooMany(global ? "global" : "user", seconds))
            context.Response.Headers[name] = value;
        return new FakeAnswer(429, TooManyBody(global, seconds));
    }

    internal static JsonObject TooManyBody(bool global, TimeSpan wait) => new()
    {
        ["message"] = "You are being rate limited.", ["retry_after"] = Math.Round(wait.TotalSeconds, 3), ["global"] = global,
    };

    internal static Dictionary<string, string> TooMany(string scope, TimeSpan wait)
    {
        var headers = new Dictionary<string, string>
        {
            ["X-RateLimit-Scope"] = scope, ["Retry-After"] = FakeRateLimits.Text(Math.Ceiling(wait.TotalSeconds)), ["Via"] = "1.1 google",
        };
        if (scope == "global")
            headers["X-RateLimit-Global"] = "true";
        return headers;
    }

    FakeAnswer Endpoint(FakeCall call, bool answerWillBeLost) => call.Route switch
    {
        FakeRoutes.GatewayBot => lookups.GatewayBot(),
        FakeRoutes.Me => new(200, discord.Bot.ToJson()),
        FakeRoutes.Application => new(200, new JsonObject { ["id"] = $"{discord.ApplicationId}", ["name"] = "AwsPrepBot", ["flags"] = 0 }),
        FakeRoutes.GetCommands => lookups.GetCommands(call),
        FakeRoutes.PutCommands => lookups.PutCommands(call),
        FakeRoutes.OpenDirectMessage => lookups.OpenDirectMessage(call),
        FakeRoutes.GetChannel => lookups.GetChannel(call),
        FakeRoutes.GetGuild => lookups.GetGuild(call),
        FakeRoutes.GetMember => lookups.GetMember(call),
        FakeRoutes.CreateMessage => messages.Create(call),
        FakeRoutes.EditMessage => messages.Edit(call),
        FakeRoutes.GetMessages => messages.List(call),
        FakeRoutes.Respond => interactions.Respond(call, answerWillBeLost),
        FakeRoutes.FollowUp => interactions.FollowUp(call),
        FakeRoutes.EditResponse => interactions.EditOriginal(call),
        FakeRoutes.EditFollowUp => interactions.EditFollowUp(call),
        _ => throw new InvalidOperationException($"{call.Route} has no endpoint"),
    };

    FakeRequest LogAs(string route, string? body)
    {
        var entry = new FakeRequest(route, body, discord.Time.GetUtcNow());
        lock (discord.Gate)
            discord.Log(entry);
        return entry;
    }

    void Abort(HttpContext context, FakeRequest entry)
    {
        Finish(entry, 0);
        context.Abort();
    }

    void Finish(FakeRequest entry, int status)
    {
        lock (discord.Gate)
            discord.Finish(entry, status);
    }

    Task WriteAsync(HttpContext context, FakeAnswer answer, FakeRequest entry) =>
        WriteTextAsync(context, answer.Status, answer.Body?.ToJsonString(), "application/json", entry);

    async Task WriteTextAsync(HttpContext context, int status, string? body, string contentType, FakeRequest entry)
    {
        Finish(entry, status);
        context.Response.StatusCode = status;
        if (body is null)
            return;
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    [GeneratedRegex(@"^DiscordBot \([^\s,]+, [0-9][^\s)]*\)")]
    private static partial Regex UserAgentPattern();
}
