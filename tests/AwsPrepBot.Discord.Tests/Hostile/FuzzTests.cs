using System.Net;
using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Tests.Gateway;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.TestKit.Hostile;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AwsPrepBot.Discord.Tests.Hostile;

/// <summary>What comes from Discord, spoilt: the gateway's frames with what people did in them, and REST's answers.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task A_frame_of_the_gateway_is_dealt_with_or_counted()
    {
        var time = new SignalTime();
        var socket = new ScriptedSocket(time);
        await using var connection = new GatewayConnection(socket, time);
        var queue = new EventQueue(EventQueue.Capacity);
        var gate = new IdentifyGate(
            _ => Task.FromResult(GatewayScript.Bot(remaining: 1000)), new MemoryIdentifyBudget { Time = time }, time, NullLogger<IdentifyGate>.Instance);
        var protocol = new GatewayProtocol(
            new Secret(GatewayScript.Token), gate, new GatewaySession(), queue, new WireCounters(), time, NullLogger.Instance, () => 0.5);
        var number = 0;
        await Fuzz.EachAsync("frames", 200, async input =>
        {
            socket.SendBytes(input);
            await protocol.NextAsync(connection, (GatewayState)(++number % Enum.GetValues<GatewayState>().Length), CancellationToken.None);
            while (queue.Reader.TryRead(out var happened))
            {
                if (happened is InteractionReceived { Interaction: var interaction })
                    InteractionReader.Read(interaction);
            }
        });
    }

    [Fact]
    public async Task An_answer_of_REST_is_read_or_a_failure()
    {
        using var answers = new Answers();
        using var http = new HttpMessageInvoker(answers);
        var api = new DiscordRest(http, new Uri("https://discord.test/api/v10"), new Secret("t"), new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) }, NullLogger<DiscordRest>.Instance, () => 0);
        var (id, token) = (new Snowflake(1), CancellationToken.None);
        HttpStatusCode[] statuses = [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound];
        var number = 0;
        await Fuzz.EachAsync("rest", 100, async input =>
        {
            (answers.Body, answers.Status) = (input, statuses[++number % statuses.Length]);
            _ = (number % 9) switch
            {
                0 => (await api.GetGatewayBotAsync(token)).IsOk,
                1 => (await api.GetMeAsync(token)).IsOk,
                2 => (await api.GetApplicationAsync(token)).IsOk,
                3 => (await api.GetCommandsAsync(id, token)).IsOk,
                4 => (await api.GetMessagesAsync(id, 50, token)).IsOk,
                5 => (await api.GetChannelAsync(id, token)).IsOk,
                6 => (await api.GetGuildAsync(id, token)).IsOk,
                7 => (await api.GetMemberAsync(id, id, token)).IsOk,
                _ => (await api.EditMessageAsync(id, id, new MessageBody { Content = "x" }, token)).IsOk,
            };
        });
    }

    sealed class Answers : HttpMessageHandler
    {
        public byte[] Body { get; set; } = [];

        public HttpStatusCode Status { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(Status) { Content = new ByteArrayContent(Body), RequestMessage = request });
    }
}
