using AwsPrepBot.Engine;

namespace AwsPrepBot.Discord;

/// <summary>Whether presses reach the bot: only while the gateway's session is up.</summary>
internal sealed class DiscordHealth(IDiscordGateway gateway) : IHealthPart
{
    public string Name => DiscordTeams.Platform;

    public ValueTask<string?> TroubleAsync(CancellationToken cancellationToken) => ValueTask.FromResult(gateway.State switch
    {
        GatewayState.Ready => null,
        GatewayState.Stopped => "the connection has ended for good",
        _ => "not connected at the moment",
    });
}
