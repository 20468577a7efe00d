using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack;

/// <summary>Which workspace and which user the bot's token is for: asked once and remembered. Thread-safe.</summary>
internal sealed class BotIdentity(ISlackApi api)
{
    volatile Identity? known;

    public async Task<SlackResult<Identity>> GetAsync(CancellationToken cancellationToken)
    {
        if (known is { } identity)
            return identity;
        var asked = await api.TestAuthAsync(cancellationToken);
        if (asked.IsOk)
            known = asked.Value;
        return asked;
    }
}
