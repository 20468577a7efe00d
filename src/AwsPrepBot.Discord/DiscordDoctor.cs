using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Discord;

/// <summary>Whether Discord would let the bot work: token, application, command, and each scheduled channel by name.</summary>
internal sealed class DiscordDoctor(IDiscordApi api, ChannelAccess access, IScheduleStore schedules) : IDoctorCheck
{
    const string Area = "discord";
    const string Portal = "https://discord.com/developers/applications";

    /// <summary>Settings that are wrong are a finding, not a failure.</summary>
    public static IDoctorCheck Create(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<IOptions<DiscordOptions>>().Value;
        }
        catch (OptionsValidationException wrong)
        {
            return new WrongSettings([.. wrong.Failures]);
        }

        return ActivatorUtilities.CreateInstance<DiscordDoctor>(services);
    }

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var me = await api.GetMeAsync(cancellationToken);
        if (!me.IsOk)
            return [NoToken(me.Failure)];
        return
        [
            new(Area, false, $"The token is that of the bot {me.Value.Username}."),
            .. await ApplicationAsync(cancellationToken),
            .. await ChannelsAsync(cancellationToken),
        ];
    }

    static DoctorFinding NoToken(DiscordFailure failure) => failure.Kind == FailureKind.Unauthorized
        ? new(Area, true, "Discord does not take the token.", $"Set {DiscordOptions.TokenKey} to the token shown at {Portal} under Bot; a new one makes the old one void.")
        : new(Area, true, $"Discord could not be asked: {failure.Detail}.", $"Look whether this machine reaches the address in {DiscordOptions.ApiUrlKey} ({DiscordOptions.UsualApiUrl} unless set).");

    async Task<IReadOnlyList<DoctorFinding>> ApplicationAsync(CancellationToken cancellationToken)
    {
        var application = await api.GetApplicationAsync(cancellationToken);
        if (!application.IsOk)
            return [NotAsked("the application", application.Failure)];
        List<DoctorFinding> findings =
        [
            application.Value.InteractionsEndpointUrl is { Length: > 0 }
                ? new(Area, true, $"Application {application.Value.Name} sends what people do to an address of its own, so the bot never hears of it.",
                    $"Clear Interactions Endpoint URL at {Portal} under General Information.")
                : new(Area, false, $"Application {application.Value.Name} ({application.Value.Id})."),
        ];

        var starts = await api.GetGatewayBotAsync(cancellationToken);
        if (starts.IsOk && starts.Value.SessionStartLimit.Remaining == 0)
        {
            findings.Add(new(Area, true, $"No session can be started any more: all {starts.Value.SessionStartLimit.Total} of 24 hours are used up.",
                "Wait a day, and look in the log for what makes the bot start over."));
        }

        var commands = await api.GetCommandsAsync(application.Value.Id, cancellationToken);
        findings.Add(commands switch
        {
            { IsOk: false } => NotAsked("the commands", commands.Failure),
            { Value: { } registered } when CommandSet.Same(registered, CommandRegistrar.Wanted) => new(Area, false, "/prep is registered."),
            _ => new(Area, false, "/prep is not registered as it should be.", "Nothing to do but start the bot: `run` registers it."),
        });
        return findings;
    }

    async Task<IReadOnlyList<DoctorFinding>> ChannelsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Schedule> all;
        try
        {
            all = await schedules.AllAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // No database yet, or one of an older version: what is wrong with it, storage's own findings say.
            return [new(Area, false, "Which channels are asked could not be read from storage, so they were not looked at.")];
        }

        List<DoctorFinding> findings = [];
        foreach (var schedule in all.Where(schedule => schedule.Team.Platform == DiscordTeams.Platform))
            findings.Add(await ChannelAsync(schedule, cancellationToken));
        return findings.Count == 0 ? [new(Area, false, "No channel has a schedule yet.", "An admin sets one up with /prep setup.")] : findings;
    }

    async Task<DoctorFinding> ChannelAsync(Schedule schedule, CancellationToken cancellationToken)
    {
        if (DiscordTeams.GuildOf(schedule.Team) is not { } guild || Snowflake.Parse(schedule.Channel.Value) is not { } channel)
            return new(Area, true, $"Schedule {schedule.Id} is for {schedule.Channel} of {schedule.Team}, which cannot be Discord's.", "Report this: the store should not hold it.");
        var place = await NameAsync(channel, cancellationToken);
        var paused = schedule.Pause is { Reason: { } reason } ? $" It is paused: {reason}." : "";
        var resume = paused.Length == 0 ? "" : " Then /prep resume there.";
        return await access.LookAsync(guild, channel, cancellationToken) switch
        {
            ChannelVerdict.Fine => new(Area, false, $"{place}: I may post there.{paused}", paused.Length == 0 ? null : "/prep resume there."),
            ChannelVerdict.Missing missing => new(Area, true, $"{place}: I lack {ChannelWords.List(missing.Permissions)}.{paused}",
                $"Allow it to the bot's role in that channel's settings under Permissions.{resume}"),
            ChannelVerdict.NotIn => new(Area, true, $"{place}: I am not in that server.{paused}", $"Invite the bot again (deploy/discord.md has the address).{resume}"),
            ChannelVerdict.NoAnswer none => NotAsked(place, none.Failure),
            var verdict => new(Area, true, $"{place}: {ChannelWords.Reason(verdict)}.{paused}", "Set up another channel with /prep setup."),
        };
    }

    async Task<string> NameAsync(Snowflake channel, CancellationToken cancellationToken) =>
        await api.GetChannelAsync(channel, cancellationToken) is { Value.Name: { Length: > 0 } name } ? $"#{name}" : $"channel {channel}";

    static DoctorFinding NotAsked(string what, DiscordFailure failure) => new(Area, true, $"Discord could not be asked about {what}: {failure.Detail}.", "Try again in a minute.");

    sealed class WrongSettings(IReadOnlyList<string> failures) : IDoctorCheck
    {
        public Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DoctorFinding>>([.. failures.Select(failure => new DoctorFinding(Area, true, failure))]);
    }
}
