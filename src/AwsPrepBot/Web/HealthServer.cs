using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Web;

/// <summary>
/// <c>/healthz</c>: 200 while the process answers at all. <c>/readyz</c>: 200 when every part works, else 503, with each part
/// by name. Nothing else, and nothing of what people wrote. It starts after and stops before the parts it reports on.
/// </summary>
internal sealed partial class HealthServer(Uri address, Readiness readiness, IHostApplicationLifetime lifetime, ILogger<HealthServer> logger) : IHostedService
{
    WebApplication? _web;

    /// <summary>Where it listens; null before it does.</summary>
    public Uri? Listening { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 64;
        });
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        _web = builder.Build();
        _web.Run(AnswerAsync);
        try
        {
            await _web.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw WebAddress.InUse(address, exception);
        }
        Listening = new Uri(_web.Urls.First());
        Log.Listening(logger, Listening);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_web is not { } web)
            return;
        await web.StopAsync(cancellationToken);
        await web.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD";
            return;
        }
        switch (context.Request.Path.Value)
        {
            case "/healthz":
                context.Response.ContentType = "text/plain";
                await context.Response.WriteAsync("ok", context.RequestAborted);
                break;
            case "/readyz":
                var parts = await readiness.AskAsync(context.RequestAborted);
                // While it stops it takes no more work, whatever the parts say.
                var ready = parts.All(part => part.Ready) && !lifetime.ApplicationStopping.IsCancellationRequested;
                context.Response.StatusCode = ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
                await context.Response.WriteAsJsonAsync(new ReadinessReport(ready, parts), ReadinessJson.Default.ReadinessReport, cancellationToken: context.RequestAborted);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    static partial class Log
    {
        [LoggerMessage(6401, LogLevel.Information, "Listening on {Address}: /healthz, /readyz")]
        public static partial void Listening(ILogger logger, Uri address);
    }
}

/// <summary>What <c>/readyz</c> says.</summary>
internal sealed record ReadinessReport(bool Ready, IReadOnlyList<PartReadiness> Parts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadinessReport))]
internal sealed partial class ReadinessJson : JsonSerializerContext;
