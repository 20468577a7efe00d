using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Teams;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord;

/// <summary>What happens to guilds: the bot is added, which it greets once; is removed; a channel is deleted.</summary>
internal sealed partial class GuildWatch(
    TeamLife teams, IDiscordApi api, DiscordRenderer renderer, ChannelAccess access, TimeProvider time, ILogger<GuildWatch> logger)
{
    const Permissions ToGreet = Permissions.ViewChannel | Permissions.SendMessages | Permissions.EmbedLinks;

    const string RemovedReason = "I was removed from the server";

    /// <summary>With the client's own patience some minutes; then the admins find the command by themselves.</summary>
    const int MostAttempts = 5;

    static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(10);

    public async Task JoinedAsync(GuildAvailable joined, CancellationToken cancellationToken)
    {
        Log.Joined(logger, joined.Guild);
        if (await teams.WelcomeAsync(DiscordTeams.TeamOf(joined.Guild), cancellationToken) is not { } greeting)
            return;
        var (standing, problem) = await StandAsync(joined.Guild, cancellationToken);
        if (standing is null)
        {
            Log.NotGreeted(logger, joined.Guild, ChannelWords.Reason(problem!));
            return;
        }

        // Where Discord itself says hello, else the first that people see.
        var places = joined.Channels
            .Where(channel => channel.Type == ChannelType.Text && standing.In(channel).HasFlag(ToGreet))
            .OrderByDescending(channel => channel.Id == joined.SystemChannel).ThenBy(channel => channel.Position ?? int.MaxValue).ThenBy(channel => channel.Id.Value);
        if (places.FirstOrDefault() is { } place)
            await GreetAsync(joined.Guild, place.Id, renderer.Render(greeting, null), cancellationToken);
        else
            Log.NotGreeted(logger, joined.Guild, "there is no text channel where I may write");
    }

    public Task RemovedAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        Log.Removed(logger, guild);
        return teams.LeftAsync(DiscordTeams.TeamOf(guild), RemovedReason, cancellationToken);
    }

    /// <summary>A session begins with all guilds there are: who is missing removed the bot while it was not listening.</summary>
    public Task PresentAsync(IReadOnlyList<Snowflake> guilds, CancellationToken cancellationToken) =>
        teams.PresentAsync(DiscordTeams.Platform, [.. guilds.Select(DiscordTeams.TeamOf)], RemovedReason, cancellationToken);

    public Task ChannelDeletedAsync(Snowflake guild, Snowflake channel, CancellationToken cancellationToken) =>
        teams.ChannelGoneAsync(DiscordTeams.TeamOf(guild), DiscordTeams.ChannelOf(channel), "the channel was deleted", cancellationToken);

    async Task<(GuildStanding? Standing, ChannelVerdict? Problem)> StandAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var found = await access.StandInAsync(guild, cancellationToken);
            if (found.Problem is not ChannelVerdict.NoAnswer { Failure.Kind: FailureKind.RetryLater } later || attempt == MostAttempts)
                return found;
            await Waiting.DelayAsync(later.Failure.RetryAfter ?? UsualPause, time, cancellationToken);
        }
    }

    async Task GreetAsync(Snowflake guild, Snowflake channel, MessageBody body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sent = await api.CreateMessageAsync(channel, body, new Nonce($"hi-{guild}"), cancellationToken);
            if (sent.IsOk)
            {
                Log.Greeted(logger, guild);
                return;
            }

            if (sent.Failure.Kind != FailureKind.RetryLater || attempt == MostAttempts)
            {
                Log.NotGreeted(logger, guild, sent.Failure.Detail);
                return;
            }

            await Waiting.DelayAsync(sent.Failure.RetryAfter ?? UsualPause, time, cancellationToken);
        }
    }

    static partial class Log
    {
        [LoggerMessage(3331, LogLevel.Information, "The bot was added to guild {Guild}")]
        public static partial void Joined(ILogger logger, Snowflake guild);

        [LoggerMessage(3332, LogLevel.Information, "Guild {Guild} was greeted")]
        public static partial void Greeted(ILogger logger, Snowflake guild);

        [LoggerMessage(3333, LogLevel.Warning, "Guild {Guild} was not greeted: {Why}")]
        public static partial void NotGreeted(ILogger logger, Snowflake guild, string why);

        [LoggerMessage(3334, LogLevel.Warning, "The bot was removed from guild {Guild}; its schedules are paused")]
        public static partial void Removed(ILogger logger, Snowflake guild);
    }
}
