using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Slack.Wire;
using AwsPrepBot.TestKit.Slack;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack.Tests.WebApi;

/// <summary>The real client against the fake Slack, both on one clock that stands still until a test moves it.</summary>
sealed class WebApiBench : IAsyncDisposable
{
    readonly CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    readonly HttpMessageInvoker http = Connections.Open();

    WebApiBench(FakeSlack slack, SignalTime time)
    {
        (Slack, Time) = (slack, time);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        Clock = new Monotonic(time);
        var logger = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log)).CreateLogger<SlackWebApi>();
        Api = new SlackWebApi(http, slack.ApiUrl, new Secret(slack.BotToken), new Secret(slack.AppToken), time, logger, () => 0);
        Place = slack.AddChannel();
        Ana = slack.AddUser("Ana");
    }

    public FakeSlack Slack { get; }

    public SignalTime Time { get; }

    public Monotonic Clock { get; }

    public LogLines Log { get; } = new();

    public SlackWebApi Api { get; }

    public FakeSlackChannel Place { get; }

    public FakeSlackUser Ana { get; }

    /// <summary>For every call of the client's: what never ends fails after half a minute.</summary>
    public CancellationToken Token => patience.Token;

    public IReadOnlyList<FakeSlackMessage> Posted => Slack.Messages(Place);

    public static async Task<WebApiBench> StartAsync(Func<FakeSlackOptions, FakeSlackOptions>? change = null)
    {
        var time = new SignalTime();
        var options = new FakeSlackOptions { Time = time };
        return new WebApiBench(await FakeSlack.StartAsync(change?.Invoke(options) ?? options, TestContext.Current.CancellationToken), time);
    }

    public static MessageBody Body(string text = "Which one?") => new(text, [new RichTextBlock([new RichSection([new TextRun(text)])])]);

    public static MessageMetadata Mark(string delivery) => new("awsprep_delivery", new Dictionary<string, string> { ["delivery_id"] = delivery });

    public Task<SlackResult<PostedMessage>> PostAsync(FakeSlackChannel? channel = null) => Api.PostMessageAsync((channel ?? Place).Id, Body(), null, Token);

    /// <summary>A command of Ana's without anybody to hear it, and the ticket to answer it with.</summary>
    public (FakeSlackInteraction Interaction, ResponseTicket Ticket) Command()
    {
        var interaction = Slack.Command(Ana, Place, "/prep today");
        var payload = interaction.Payload;
        return (interaction, new ResponseTicket(new Secret((string)payload["response_url"]!), (string)payload["trigger_id"]!, Clock));
    }

    public Task CalledAsync(string method, int times) => Slack.UntilAsync(() => Slack.Requests.Count(r => r.Method == method) >= times, $"{times} × {method}", Token);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        patience.Dispose();
        await Slack.DisposeAsync();
    }
}
