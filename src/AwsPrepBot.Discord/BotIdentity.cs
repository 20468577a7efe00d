using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord;

/// <summary>Which user the bot is: told at the start of a session, asked for when it is needed sooner. Thread-safe.</summary>
internal sealed class BotIdentity(IDiscordApi api)
{
    volatile User? known;

    public void Learn(User bot) => known = bot;

    public async Task<DiscordResult<User>> GetAsync(CancellationToken cancellationToken)
    {
        if (known is { } bot)
            return bot;
        var asked = await api.GetMeAsync(cancellationToken);
        if (asked.IsOk)
            known = asked.Value;
        return asked;
    }
}
