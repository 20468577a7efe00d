using System.Net;
using System.Net.Sockets;
using AwsPrepBot.Engine;
using AwsPrepBot.Hosting;
using AwsPrepBot.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Tests.Web;

public sealed class HealthServerTests : IAsyncDisposable
{
    readonly FakeTimeProvider _time = new();
    readonly List<IHost> _hosts = [];
    readonly HttpClient _client = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_alive_while_a_part_is_not_ready()
    {
        var url = await StartAsync(new Part("storage", () => ValueTask.FromResult<string?>(null)), new Part("discord", () => ValueTask.FromResult<string?>("not connected")));

        using var alive = await _client.GetAsync($"{url}healthz", Token);
        using var ready = await _client.GetAsync($"{url}readyz", Token);

        Assert.Equal((HttpStatusCode.OK, "ok"), (alive.StatusCode, await alive.Content.ReadAsStringAsync(Token)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(
            """{"ready":false,"parts":[{"name":"storage","ready":true},{"name":"discord","ready":false,"trouble":"not connected"}]}""",
            await ready.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task It_is_ready_when_every_part_works_and_doctor_says_so()
    {
        var url = await StartAsync(new Part("storage", () => ValueTask.FromResult<string?>(null)));

        using var ready = await _client.GetAsync($"{url}readyz", Token);
        var findings = await RunningBot.AskAsync(Configuration(("Web:Url", url)), Token);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.DoesNotContain(findings, finding => finding.IsProblem);
        Assert.Equal(["storage", "running"], findings.Select(finding => finding.Area));
    }

    [Fact]
    public async Task A_part_that_hangs_or_throws_is_not_ready_and_holds_up_nobody()
    {
        var asked = new TaskCompletionSource();
        var url = await StartAsync(
            new Part("stuck", async () =>
            {
                asked.SetResult();
                await new TaskCompletionSource().Task;
                return null;
            }),
            new Part("broken", () => throw new InvalidOperationException("secret")));

        var asking = _client.GetStringAsync($"{url}readyz", Token);
        await asked.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromSeconds(2));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => asking);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Theory]
    [InlineData("GET", "", HttpStatusCode.NotFound)]
    [InlineData("GET", "readyz/../../etc/passwd", HttpStatusCode.NotFound)]
    [InlineData("POST", "readyz", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "healthz", HttpStatusCode.OK)]
    public async Task Nothing_else_is_there(string method, string path, HttpStatusCode expected)
    {
        var url = await StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), url + path);

        using var response = await _client.SendAsync(request, Token);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_the_key_to_change()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var problem = await Assert.ThrowsAsync<ConfigurationProblemException>(() => StartAtAsync($"http://{other.LocalEndpoint}"));

        Assert.StartsWith($"Web:Url: {other.LocalEndpoint} cannot be listened on (", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_says_when_nothing_runs_there()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = free.LocalEndpoint.ToString();
        free.Stop();

        var finding = Assert.Single(await RunningBot.AskAsync(Configuration(("Web:Url", $"http://{address}")), Token));

        Assert.Equal((true, $"No bot runs at {address}: nothing answers there."), (finding.IsProblem, finding.Message));
    }

    [Theory]
    [InlineData(null, null, true, null)]
    [InlineData(null, null, false, "http://127.0.0.1:5080/")]
    [InlineData("http://0.0.0.0:8080", null, true, "http://0.0.0.0:8080/")]
    [InlineData("http://0.0.0.0:8080", "false", false, null)]
    [InlineData(null, "true", true, "http://127.0.0.1:5080/")]
    public void It_listens_where_the_settings_say(string? url, string? enabled, bool isTerminal, string? expected) =>
        Assert.Equal(expected, WebAddress.Read(Configuration(("Web:Url", url), ("Web:Enabled", enabled)), isTerminal)?.ToString());

    [Theory]
    [InlineData("Web:Url", "5080")]
    [InlineData("Web:Url", "https://127.0.0.1:5080")]
    [InlineData("Web:Url", "http://127.0.0.1:5080/health")]
    [InlineData("Web:Enabled", "yes")]
    public void A_setting_that_cannot_be_read_is_named(string key, string value) => Assert.StartsWith(
        $"{key} is \"{value}\"", Assert.Throws<ConfigurationProblemException>(() => WebAddress.Read(Configuration((key, value)), false)).Message, StringComparison.Ordinal);

    Task<string> StartAsync(params IHealthPart[] parts) => StartAtAsync("http://127.0.0.1:0", parts);

    async Task<string> StartAtAsync(string address, params IHealthPart[] parts)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton<Readiness>();
        foreach (var part in parts)
            builder.Services.AddSingleton(part);
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<HealthServer>(services, new Uri(address)));
        builder.Services.AddHostedService(services => services.GetRequiredService<HealthServer>());
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(Token);
        return host.Services.GetRequiredService<HealthServer>().Listening!.ToString();
    }

    static IConfiguration Configuration(params (string Key, string? Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, value.Value))).Build();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        foreach (var host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }

    sealed class Part(string name, Func<ValueTask<string?>> trouble) : IHealthPart
    {
        public string Name => name;

        public ValueTask<string?> TroubleAsync(CancellationToken cancellationToken) => trouble();
    }
}
