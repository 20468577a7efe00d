using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AwsPrepBot.Engine;
using AwsPrepBot.Hosting;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Web;

/// <summary>Asks the bot that runs on this machine how it is, for health checks where there is no other client.</summary>
internal static class RunningBot
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>What its <c>/readyz</c> says, a finding a part.</summary>
    public static async Task<IReadOnlyList<DoctorFinding>> AskAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var address = WebAddress.Read(configuration, isTerminal: false)
            ?? throw new ConfigurationProblemException($"{WebAddress.EnabledKey} is false: a running bot does not tell how it is. Set it to true.");
        // A bot that listens everywhere is reached here.
        var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)) ? "127.0.0.1" : address.Host;
        var url = new UriBuilder(address) { Host = host, Path = "/readyz" }.Uri;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = Patience, MaxResponseContentBufferSize = 1 << 16 };
        try
        {
            using var response = await client.GetAsync(url, cancellationToken);
            var report = await response.Content.ReadFromJsonAsync(ReadinessJson.Default.ReadinessReport, cancellationToken);
            var parts = report?.Parts ?? [];
            return
            [
                .. parts.Select(part => new DoctorFinding(part.Name, !part.Ready, part.Trouble ?? "Works.")),
                new("running", report?.Ready is not true, report?.Ready is true ? $"It is ready ({url.Authority})." : $"It is not ready ({url.Authority})."),
            ];
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            var what = exception is JsonException ? "something else answers there" : "nothing answers there";
            return [new("running", true, $"No bot runs at {url.Authority}: {what}.", $"Start it, or set {WebAddress.UrlKey} to where it listens.")];
        }
    }
}
