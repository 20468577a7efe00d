using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.SocketMode;
using AwsPrepBot.Slack.Tests.SocketMode;
using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Slack.Wire;
using AwsPrepBot.TestKit.Hostile;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Slack.Tests.Hostile;

/// <summary>What comes from Slack, spoilt: frames of a socket with what people did in them, answers of the Web API and of response addresses, what comes back with a form.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task A_frame_of_a_socket_is_dealt_with_or_counted_and_an_envelope_acknowledged_once_whatever_is_in_it()
    {
        var time = new FakeTimeProvider();
        using var web = new Answering { Body = """{"ok":true,"user":{"id":"U1"},"channel":{"id":"D1"},"ts":"1.2"}"""u8.ToArray() };
        var reader = new EnvelopeReader(new Monotonic(time));
        var desk = DeskOver(web, time);
        var counters = new WireCounters();
        await Fuzz.EachAsync("envelopes", 100, async input =>
        {
            var socket = new ScriptedSocket().SendBytes(input).SendClose();
            var events = Channel.CreateUnbounded<SlackEvent>();
            await using var connection = new SocketConnection(socket, reader, events.Writer, () => false, counters, time, NullLogger.Instance);
            await connection.HearAsync(CancellationToken.None);
            while (events.Reader.TryRead(out var happened))
                await PassAsync(ServeAsync(desk, happened), time);
            await connection.CloseAsync();
            if (EnvelopeOf(input) is { } envelope)
                await socket.ExpectAckAsync(envelope);
            Assert.InRange(socket.SentByBot, 0, 1);
        });
    }

    [Fact]
    public Task Where_a_form_was_asked_for_is_read_or_was_never_ours() => Fuzz.TextsAsync("origins", 10, text => FormOrigin.Parse(text)?.ToMetadata());

    [Fact]
    public Task What_was_typed_is_understood_or_refused() => Fuzz.TextsAsync("commands", 10, text => Assert.NotNull(CommandReader.Read(text)));

    [Fact]
    public async Task An_answer_of_the_Web_API_or_a_response_address_is_read_or_a_failure()
    {
        using var web = new Answering();
        var time = new FakeTimeProvider();
        var api = ApiOver(web, time);
        var (clock, body, token) = (new Monotonic(time), new MessageBody("x", []), CancellationToken.None);
        HttpStatusCode[] statuses = [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway];
        ResponseTicket Ticket() => new(new Secret("https://hooks.slack.com/actions/1"), "1.2.3", clock);
        Func<Task<bool>>[] calls =
        [
            async () => (await api.TestAuthAsync(token)).IsOk,
            async () => (await api.OpenConnectionAsync(token)).IsOk,
            async () => (await api.PostMessageAsync("C1", body, null, token)).IsOk,
            async () => (await api.UpdateMessageAsync("C1", "1.2", body, token)).IsOk,
            async () => (await api.GetHistoryAsync("C1", null, 20, token)).IsOk,
            async () => (await api.GetChannelAsync("C1", token)).IsOk,
            async () => (await api.OpenConversationAsync("U1", token)).IsOk,
            async () => (await api.GetUserAsync("U1", token)).IsOk,
            async () => (await api.UploadAsync("D1", "me.json", new byte[3], token)).IsOk,
            async () => (await api.OpenViewAsync(Ticket(), new View("modal", []), token)).IsOk,
            async () => (await api.RespondAsync(Ticket(), body, replaceOriginal: false, token)).IsOk,
            async () => (await api.RespondAsync(Ticket(), body, replaceOriginal: true, token)).IsOk,
        ];
        var number = 0;
        await Fuzz.EachAsync("webapi", 60, async input =>
        {
            (web.Body, web.Status) = (input, statuses[++number / calls.Length % statuses.Length]);
            time.Advance(TimeSpan.FromSeconds(2)); // no limit of ours is what is looked at
            await PassAsync(calls[number % calls.Length](), time);
        });
    }

    /// <summary>Sees it through, however long it waits by the clock.</summary>
    static async Task PassAsync(Task work, FakeTimeProvider time)
    {
        while (!work.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await work;
    }

    static async Task ServeAsync(SlackDesk desk, SlackEvent happened)
    {
        await (happened switch
        {
            CommandReceived command => desk.ServeAsync(command, CancellationToken.None),
            PressReceived press => desk.ServeAsync(press, CancellationToken.None),
            FormReceived form => desk.ServeAsync(form, CancellationToken.None),
            HomeOpened opened => desk.ServeAsync(opened, CancellationToken.None),
            _ => Task.CompletedTask,
        });
        (happened as FormReceived)?.Answer.Close();
    }

    static SlackDesk DeskOver(Answering web, FakeTimeProvider time)
    {
        var api = ApiOver(web, time);
        return new SlackDesk(
            new Agreeing(), new SlackReplies(api, new SlackRenderer(), time, NullLogger<SlackReplies>.Instance), new People(api, time), time, NullLogger<SlackDesk>.Instance);
    }

    static SlackWebApi ApiOver(Answering web, FakeTimeProvider time) => new(
        new HttpMessageInvoker(web), new Uri("https://slack.com/api/"), new Secret("xoxb-1"), new Secret("xapp-1"), time, NullLogger<SlackWebApi>.Instance, () => 0);

    /// <summary>The id of a well-formed envelope, whose payload may be anything; null for every other frame.</summary>
    static string? EnvelopeOf(byte[] frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame, new() { MaxDepth = SlackJson.Depth });
            var texts = new Dictionary<string, string?>();
            foreach (var part in document.RootElement.EnumerateObject())
            {
                // A name may be no text as well, and then it cannot be told from others.
                if (part.Name is "type" or "reason" or "envelope_id")
                    texts[part.Name] = part.Value.GetString();
            }

            return texts.GetValueOrDefault("type") != "disconnect" && texts.GetValueOrDefault("envelope_id") is { Length: > 0 and <= 200 } envelope ? envelope : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Answers everything that is asked of it in the same words.</summary>
    sealed class Answering : HttpMessageHandler
    {
        public byte[] Body { get; set; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(Status) { Content = new ByteArrayContent(Body), RequestMessage = request });
    }

    /// <summary>A bot without rules: it says what was done, as it was given it.</summary>
    sealed class Agreeing : IPrepBot
    {
        public Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken) => Task.FromResult<Card?>(Card.Refusal(
            $"{request.Id} {request.Channel} {request.Speaker.DisplayName}: " + request.Input switch
            {
                CommandInput command => $"{command.Name} {string.Join(' ', command.Options.Keys)} {string.Join(' ', command.Words)}",
                PressInput press => press.ActionId,
                FormInput form => $"{form.ActionId} {string.Join(' ', form.Fields.Keys)}",
                _ => "",
            }));

        public Task<Card?> StartRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken) => Task.FromResult<Card?>(null);

        public Task WhenDeliveredAsync(string platform, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
