using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>
/// The HTTP side: everything that is the same for all methods (token, scope, encoding, limits, ordered faults), then the
/// method. As with Slack, a refusal is an answer of status 200.
/// </summary>
internal sealed class FakeWebApi(FakeSlack slack)
{
    const string Prefix = "/api/";

    public const string ResponseUrl = "response_url", UploadUrl = "upload_url";

    /// <summary>Method, calls a minute, scope; null for a scope that depends on the channel, "" for none.</summary>
    static readonly Dictionary<string, (int PerMinute, string? Scope)> Known = new(StringComparer.Ordinal)
    {
        ["auth.test"] = (200, ""), ["apps.connections.open"] = (50, "connections:write"), ["chat.postMessage"] = (300, "chat:write"),
        ["chat.update"] = (50, "chat:write"), ["chat.postEphemeral"] = (100, "chat:write"), ["views.open"] = (100, ""), ["views.publish"] = (100, ""),
        ["conversations.history"] = (50, null), ["conversations.info"] = (50, null), ["conversations.open"] = (50, "im:write"), ["users.info"] = (100, "users:read"),
        ["files.getUploadURLExternal"] = (100, "files:write"), ["files.completeUploadExternal"] = (100, "files:write"),
    };

    readonly FakeMethods methods = new(slack);
    readonly Dictionary<string, Queue<long>> minutes = [];

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        var path = request.Path.Value ?? "";
        var isFile = path.StartsWith(FakeFiles.Path, StringComparison.Ordinal);
        var text = isFile ? "" : Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
        FakeSlackInteraction? interaction;
        lock (slack.Gate)
            interaction = slack.ByResponseUrl(path);
        var method = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : isFile ? UploadUrl : interaction is null ? path : ResponseUrl;
        var entry = new FakeSlackRequest(method, text, slack.Time.GetUtcNow());
        FakeSlackFault? fault;
        Task? hold;
        lock (slack.Gate)
        {
            slack.Log(entry);
            hold = slack.Faults.HoldOf(method, text);
            fault = hold is null ? slack.Faults.Take(method) : null;
        }

        if (hold is not null)
            await hold.WaitAsync(context.RequestAborted);

        if (fault?.Until is { } until)
            await until.WaitAsync(context.RequestAborted);
        if (fault is { LoseRequest: true })
        {
            context.Abort();
            return;
        }

        if (fault is { Status: > 0 })
        {
            if (fault.RetryAfter is { } seconds)
                context.Response.Headers.RetryAfter = $"{seconds}";
            await WriteAsync(context, entry, fault.Status, fault.Body ?? "", $"{fault.Status}");
            return;
        }

        int status;
        string answer;
        lock (slack.Gate)
        {
            (status, answer) = isFile ? methods.Files.Take(path, body.ToArray())
                : interaction is null ? Call(context, method, text) : methods.Respond(interaction, Read(request, text) ?? []);
            slack.Changed();
        }

        if (fault is { LoseAnswer: true })
        {
            context.Abort();
            return;
        }

        await WriteAsync(context, entry, status, answer, Outcome(status, answer));
    }

    (int Status, string Body) Call(HttpContext context, string method, string text)
    {
        if (!Known.TryGetValue(method, out var rule) || context.Request.Method != "POST")
        {
            slack.Violate(FakeSlackViolations.Request, $"{context.Request.Method} {method} is no method the bot uses");
            return Error("unknown_method");
        }

        var isApp = method == "apps.connections.open";
        if (Refusal(context.Request.Headers.Authorization.ToString(), isApp) is { } refusal)
            return Error(refusal);
        if (Read(context.Request, text) is not { } arguments)
            return Error("invalid_json");
        if (arguments.ContainsKey("token"))
            slack.Violate(FakeSlackViolations.Request, $"{method}: the token belongs in the header");
        var scope = rule.Scope ?? methods.ScopeFor(method, (string?)arguments["channel"]);
        var provided = isApp ? slack.Options.AppScopes : [.. slack.Scopes];
        context.Response.Headers["X-OAuth-Scopes"] = string.Join(',', provided);
        if (scope.Length > 0 && !provided.Contains(scope))
            return (200, new JsonObject { ["ok"] = false, ["error"] = "missing_scope", ["needed"] = scope, ["provided"] = string.Join(',', provided) }.ToJsonString());
        if (Limited(method, arguments, rule.PerMinute) is { } seconds)
        {
            slack.Violate(FakeSlackViolations.RateLimit, $"{method}: more than Slack allows");
            context.Response.Headers.RetryAfter = $"{seconds}";
            return (429, """{"ok":false,"error":"ratelimited"}""");
        }

        var answer = isApp ? new JsonObject { ["ok"] = true, ["url"] = slack.Sockets.NewTicket() } : methods.Call(method, arguments);
        return (200, answer.ToJsonString());
    }

    string? Refusal(string authorization, bool isApp)
    {
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal))
            return "not_authed";
        var token = authorization["Bearer ".Length..];
        var (right, wrong) = isApp ? (slack.AppToken, slack.BotToken) : (slack.BotToken, slack.AppToken);
        if (token == right)
            return isApp || slack.IsInstalled ? null : "account_inactive";
        if (token == wrong)
            return "not_allowed_token_type";
        return token == slack.Options.BotToken || token == slack.Options.AppToken ? "token_revoked" : "invalid_auth";
    }

    int? Limited(string method, JsonObject arguments, int perMinute)
    {
        if (!slack.Options.EnforceLimits)
            return null;
        if (method == "chat.postMessage" && Count($"{method} {(string?)arguments["channel"]}", 1, TimeSpan.FromSeconds(1)) is { } second)
            return second;
        return Count(method, perMinute, TimeSpan.FromMinutes(1));
    }

    int? Count(string key, int most, TimeSpan period)
    {
        if (!minutes.TryGetValue(key, out var calls))
            minutes[key] = calls = new Queue<long>();
        while (calls.TryPeek(out var oldest) && slack.Time.GetElapsedTime(oldest) >= period)
            calls.Dequeue();
        if (calls.Count >= most)
            return Math.Max(1, (int)Math.Ceiling((period - slack.Time.GetElapsedTime(calls.Peek())).TotalSeconds));
        calls.Enqueue(slack.Time.GetTimestamp());
        return null;
    }

    /// <summary>The arguments, from JSON or from a form; null when they cannot be read.</summary>
    JsonObject? Read(HttpRequest request, string text)
    {
        var type = request.ContentType?.Split(';')[0].Trim();
        switch (type)
        {
            case "application/json":
                if (request.ContentType?.Contains("charset=utf-8", StringComparison.OrdinalIgnoreCase) is not true)
                    slack.Violate(FakeSlackViolations.Request, "missing_charset");
                try
                {
                    return JsonNode.Parse(text) as JsonObject;
                }
                catch (JsonException)
                {
                    slack.Violate(FakeSlackViolations.Request, "the body is not JSON");
                    return null;
                }

            case "application/x-www-form-urlencoded":
                return new JsonObject(QueryHelpers.ParseQuery(text).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, JsonValue.Create(field.Value.ToString()))));
            default:
                slack.Violate(FakeSlackViolations.Request, $"Content-Type is \"{request.ContentType}\"");
                return null;
        }
    }

    async Task WriteAsync(HttpContext context, FakeSlackRequest entry, int status, string body, string outcome)
    {
        lock (slack.Gate)
        {
            entry.Outcome = outcome;
            slack.Changed();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('{') ? "application/json; charset=utf-8" : "text/html";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    static string Outcome(int status, string body)
    {
        if (status != 200)
            return $"{status}";
        if (!body.StartsWith('{'))
            return body;
        var json = JsonNode.Parse(body)!;
        return (bool?)json["ok"] is true ? "ok" : (string?)json["error"] ?? "?";
    }

    static (int Status, string Body) Error(string error) => (200, new JsonObject { ["ok"] = false, ["error"] = error }.ToJsonString());
}
