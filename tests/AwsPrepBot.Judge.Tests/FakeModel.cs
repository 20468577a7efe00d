using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Judge.Tests;

/// <summary>
/// A model behind an endpoint on this machine, in both protocols: OpenAI's chat completions and Ollama's chat. As strict as
/// they are about key, model and the form of a request; what it replies is the test's.
/// </summary>
sealed class FakeModel : IAsyncDisposable
{
    public const string Key = "sk-very-secret";
    public const string Model = "wise-1";

    readonly WebApplication _app;
    readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _ends = new();

    FakeModel(WebApplication app) => _app = app;

    /// <summary>What the model says to a conversation; throws nothing.</summary>
    public Func<Heard, string> Says { get; set; } = _ => "";

    /// <summary>Answers with this status instead of saying anything.</summary>
    public int? Fails { get; set; }

    /// <summary>Takes requests and never answers.</summary>
    public bool Stalls { get; set; }

    /// <summary>The conversations so far.</summary>
    public ConcurrentQueue<Heard> Asked { get; } = new();

    /// <summary>Completes at the first request.</summary>
    public Task FirstAsked => _asked.Task;

    string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string EndpointOf(string provider) => provider == "ollama" ? Address : $"{Address}/v1";

    /// <summary>One conversation: the system's message and the user's.</summary>
    public sealed record Heard(string Task, string Words)
    {
        /// <summary>The line before and after the answer.</summary>
        public string Mark => Words.TrimEnd('\n').Split('\n')[^1];

        /// <summary>The answer, as far as the marks tell.</summary>
        public string Answer => Words[(Words.IndexOf($"\n{Mark}\n", StringComparison.Ordinal) + Mark.Length + 2)..Words.LastIndexOf($"\n{Mark}\n", StringComparison.Ordinal)];
    }

    public static async Task<FakeModel> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var model = new FakeModel(app);
        app.UseRouting();
        app.MapPost("/v1/chat/completions", model.CompletionAsync);
        app.MapPost("/api/chat", model.ChatAsync);
        await app.StartAsync();
        return model;
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _app.DisposeAsync();
        _ends.Dispose();
    }

    async Task CompletionAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
        {
            await RefuseAsync(context, 401, $"Incorrect API key provided: {Key[..5]}.");
            return;
        }

        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        if ((string?)request["response_format"]?["type"] != "json_schema" || request["response_format"]?["json_schema"]?["schema"]?["properties"]?["points"] is null)
        {
            await RefuseAsync(context, 400, "Missing required parameter: 'response_format.json_schema'.");
            return;
        }

        if (await HearAsync(context, request) is not { } said)
            return;
        await WriteAsync(context, new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = "chat.completion", ["created"] = 1_764_000_000, ["model"] = Model,
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = said } }),
            ["usage"] = new JsonObject { ["prompt_tokens"] = 300, ["completion_tokens"] = 40, ["total_tokens"] = 340 },
        });
    }

    async Task ChatAsync(HttpContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.Body))!;
        if (request["format"]?["properties"]?["points"] is null)
        {
            await RefuseAsync(context, 400, "invalid format");
            return;
        }

        if (await HearAsync(context, request) is not { } said)
            return;
        await WriteAsync(context, new JsonObject
        {
            ["model"] = Model, ["created_at"] = "2026-11-24T08:00:00Z", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = said },
            ["done"] = true, ["done_reason"] = "stop", ["prompt_eval_count"] = 300, ["eval_count"] = 40,
        });
    }

    async Task<string?> HearAsync(HttpContext context, JsonNode request)
    {
        if ((string?)request["model"] != Model)
        {
            await RefuseAsync(context, 404, $"The model `{request["model"]}` does not exist or you do not have access to it.");
            return null;
        }

        var messages = request["messages"]!.AsArray();
        string Of(string role) => TextOf(messages.Single(message => (string?)message!["role"] == role)!["content"]!);
        var heard = new Heard(Of("system"), Of("user"));
        Asked.Enqueue(heard);
        _asked.TrySetResult();
        if (Stalls)
        {
            var never = new TaskCompletionSource();
            await using var end = _ends.Token.Register(() => never.TrySetResult());
            await using var gone = context.RequestAborted.Register(() => never.TrySetResult());
            await never.Task;
            return null;
        }

        if (Fails is { } status)
        {
            await RefuseAsync(context, status, "The server had an error while processing your request.");
            return null;
        }

        return Says(heard);
    }

    static string TextOf(JsonNode content) => content is JsonArray parts ? string.Concat(parts.Select(part => (string?)part!["text"])) : (string)content!;

    static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error" } });
    }

    static async Task WriteAsync(HttpContext context, JsonNode body)
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString());
    }
}
