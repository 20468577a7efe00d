using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.SocketMode;
using AwsPrepBot.Slack.WebApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Slack;

/// <summary>Puts the Slack adapter into a host.</summary>
public static class SlackServices
{
    const string Http = "slack";

    /// <summary>Whether the operator wants Slack: any of its keys is set. One that is missing then stops the start.</summary>
    public static bool IsWanted(IConfiguration configuration) =>
        new[] { SlackOptions.BotTokenKey, SlackOptions.AppTokenKey, SlackOptions.ApiUrlKey }.Any(key => !string.IsNullOrWhiteSpace(configuration[key]));

    /// <summary>Whether <c>Slack:ApiUrl</c> is an address of this machine, where a rehearsal can do no harm.</summary>
    public static bool IsOnThisMachine(IConfiguration configuration) =>
        Uri.TryCreate(SlackOptions.Read(configuration).ApiUrl, UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>
    /// Adds the chat platform <c>slack</c> and the conversation with it. Needs the engine, the stores, a
    /// <see cref="TimeProvider"/> and logging. The settings are checked at the host's start; a token that Slack refuses is
    /// told through <see cref="PlatformEnd"/>.
    /// </summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SlackOptions>()
            .Configure(options => SlackOptions.Read(options, configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        AddClient(services);

        services.AddSingleton<BotIdentity>();
        services.AddSingleton<People>();
        services.AddSingleton<SlackRenderer>();
        services.AddSingleton<RecentDeliveries>();
        services.AddSingleton<SlackReplies>();
        services.AddSingleton<SlackDesk>();
        services.AddSingleton<IChatPlatform, SlackPlatform>();
        services.AddSingleton<IHealthPart, SlackHealth>();
        services.AddSingleton(SlackDoctor.Create);
        return services.AddHostedService<SlackAdapter>();
    }

    static void AddClient(IServiceCollection services)
    {
        services.AddKeyedSingleton(Http, (_, _) => Connections.Open());
        services.AddSingleton<ISlackApi>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SlackOptions>>().Value;
            return new SlackWebApi(
                provider.GetRequiredKeyedService<HttpMessageInvoker>(Http), new Uri(options.ApiUrl), new Secret(options.BotToken), new Secret(options.AppToken),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SlackWebApi>>());
        });
        services.AddSingleton<ISlackSocketMode>(provider => new SocketModeClient(
            provider.GetRequiredService<ISlackApi>().OpenConnectionAsync,
            () => new WireSocket(SocketModeClient.LargestMessage, SocketModeClient.Pings), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SocketModeClient>>()));
    }
}
