using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.Discord.Rest;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Discord;

/// <summary>Puts the Discord adapter into a host.</summary>
public static class DiscordServices
{
    const string Http = "discord";

    /// <summary>Whether the operator wants Discord: a token is set, or an address without one, which then stops the start.</summary>
    public static bool IsWanted(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[DiscordOptions.TokenKey]) || !string.IsNullOrWhiteSpace(configuration[DiscordOptions.ApiUrlKey]);

    /// <summary>Whether <c>Discord:ApiUrl</c> is an address of this machine, where a rehearsal can do no harm.</summary>
    public static bool IsOnThisMachine(IConfiguration configuration) =>
        Uri.TryCreate(DiscordOptions.Read(configuration).ApiUrl, UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>
    /// Adds the chat platform <c>discord</c> and the conversation with it. Needs the engine, the stores, a
    /// <see cref="TimeProvider"/> and logging. The settings are checked at the host's start; a token that Discord refuses
    /// is told through <see cref="PlatformEnd"/>.
    /// </summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiscordOptions>()
            .Configure(options => DiscordOptions.Read(options, configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DiscordOptions>, DiscordOptionsValidator>();
        AddClient(services);

        services.AddSingleton<BotIdentity>();
        services.AddSingleton<DiscordRenderer>();
        services.AddSingleton<RecentInteractions>();
        services.AddSingleton<InteractionDesk>();
        services.AddSingleton<CommandRegistrar>();
        services.AddSingleton<ChannelAccess>();
        services.AddSingleton<GuildWatch>();
        services.AddSingleton<IChatPlatform, DiscordPlatform>();
        services.AddSingleton(DiscordDoctor.Create);
        services.AddSingleton<IHealthPart, DiscordHealth>();
        return services.AddHostedService<DiscordAdapter>();
    }

    static void AddClient(IServiceCollection services)
    {
        services.AddKeyedSingleton(Http, (_, _) => Connections.Open());
        services.AddSingleton<IDiscordApi>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<DiscordOptions>>().Value;
            return new DiscordRest(
                provider.GetRequiredKeyedService<HttpMessageInvoker>(Http), new Uri(options.ApiUrl), new Secret(options.Token),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DiscordRest>>());
        });
        services.AddSingleton<IIdentifyBudget, StoredIdentifyBudget>();
        services.AddSingleton(provider => new IdentifyGate(
            provider.GetRequiredService<IDiscordApi>().GetGatewayBotAsync, provider.GetRequiredService<IIdentifyBudget>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<IdentifyGate>>()));
        services.AddSingleton<IDiscordGateway>(provider => new GatewayClient(
            new Secret(provider.GetRequiredService<IOptions<DiscordOptions>>().Value.Token), () => new WireSocket(GatewayConnection.LargestMessage, pings: null),
            provider.GetRequiredService<IdentifyGate>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GatewayClient>>()));
    }
}
