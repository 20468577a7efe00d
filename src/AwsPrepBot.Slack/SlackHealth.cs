using AwsPrepBot.Engine;

namespace AwsPrepBot.Slack;

/// <summary>Whether what people do reaches the bot: only while a socket is up.</summary>
internal sealed class SlackHealth(ISlackSocketMode sockets) : IHealthPart
{
    public string Name => SlackTeams.Platform;

    public ValueTask<string?> TroubleAsync(CancellationToken cancellationToken) => ValueTask.FromResult(sockets.IsUp ? null : "not connected at the moment");
}
