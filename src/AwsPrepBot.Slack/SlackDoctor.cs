using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Slack.WebApi;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Slack;

/// <summary>Whether Slack would let the bot work: both tokens, each scope by name, and each scheduled channel by name.</summary>
internal sealed class SlackDoctor(ISlackApi api, IScheduleStore schedules) : IDoctorCheck
{
    const string Area = "slack";
    const string Apps = "https://api.slack.com/apps";
    const string Reinstall = "Add what is missing at " + Apps + " under OAuth & Permissions (deploy/slack-manifest.yaml has it all), then install the app again.";

    /// <summary>Settings that are wrong are a finding, not a failure.</summary>
    public static IDoctorCheck Create(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<IOptions<SlackOptions>>().Value;
        }
        catch (OptionsValidationException wrong)
        {
            return new WrongSettings([.. wrong.Failures]);
        }

        return ActivatorUtilities.CreateInstance<SlackDoctor>(services);
    }

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var me = await api.TestAuthAsync(cancellationToken);
        if (!me.IsOk)
            return [NoToken(me.Failure)];
        return
        [
            new(Area, false, $"{SlackOptions.BotTokenKey} is that of {me.Value.User ?? me.Value.UserId} in the workspace {me.Value.Team ?? me.Value.TeamId}."),
            Scopes(me.Value),
            await AppTokenAsync(cancellationToken),
            .. await ChannelsAsync(me.Value, cancellationToken),
        ];
    }

    static DoctorFinding NoToken(SlackFailure failure) => failure.Kind == FailureKind.DeadInstallation
        ? new(Area, true, $"Slack does not take {SlackOptions.BotTokenKey} ({failure.Error}).", $"Set it to the Bot User OAuth Token shown at {Apps} under OAuth & Permissions.")
        : new(Area, true, $"Slack could not be asked: {failure.Detail}.", $"Look whether this machine reaches the address in {SlackOptions.ApiUrlKey} ({SlackOptions.UsualApiUrl} unless set).");

    static DoctorFinding Scopes(Identity me)
    {
        if (me.Scopes is not { } scopes)
            return new(Area, false, "Slack does not say what the token may do.");
        var missing = Methods.Scopes.Where(scope => !scopes.Contains(scope.Key)).ToList();
        return missing.Count == 0
            ? new(Area, false, "The app has every scope it needs.")
            : new(Area, true, $"The app lacks {string.Join("; ", missing.Select(scope => $"{scope.Key} (to {scope.Value})"))}.", Reinstall);
    }

    async Task<DoctorFinding> AppTokenAsync(CancellationToken cancellationToken)
    {
        var opened = await api.OpenConnectionAsync(cancellationToken);
        return opened.Failure switch
        {
            null => new(Area, false, $"{SlackOptions.AppTokenKey} opens sockets."),
            { Kind: FailureKind.MissingScope } => new(Area, true, $"{SlackOptions.AppTokenKey} lacks connections:write.", $"Make a token that has it at {Apps} under Basic Information."),
            { Kind: FailureKind.DeadInstallation, Error: var error } => new(Area, true, $"Slack does not take {SlackOptions.AppTokenKey} ({error}).",
                $"Set it to an app-level token with connections:write from {Apps} under Basic Information, and see that Socket Mode is on."),
            var failure => new(Area, true, $"Slack could not be asked for a socket: {failure.Detail}.", "See that Socket Mode is on for the app; else try again in a minute."),
        };
    }

    async Task<IReadOnlyList<DoctorFinding>> ChannelsAsync(Identity me, CancellationToken cancellationToken)
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
        foreach (var schedule in all.Where(schedule => schedule.Team.Platform == SlackTeams.Platform))
            findings.Add(await ChannelAsync(schedule, me, cancellationToken));
        return findings.Count == 0 ? [new(Area, false, "No channel has a schedule yet.", "An admin sets one up with /prep setup.")] : findings;
    }

    async Task<DoctorFinding> ChannelAsync(Schedule schedule, Identity me, CancellationToken cancellationToken)
    {
        if (SlackTeams.WorkspaceOf(schedule.Team) != me.TeamId)
        {
            return new(Area, true, $"The schedule for {schedule.Channel} is of the workspace {schedule.Team}, and the token is for {me.TeamId}.",
                $"Set {SlackOptions.BotTokenKey} to that workspace's, or run another bot for it.");
        }

        var found = await api.GetChannelAsync(schedule.Channel.Value, cancellationToken);
        var place = found.Value?.Name is { Length: > 0 } name ? $"#{name}" : $"channel {schedule.Channel}";
        var paused = schedule.Pause is { Reason: { } reason } ? $" It is paused: {reason}." : "";
        var resume = paused.Length == 0 ? null : "/prep resume there.";
        if (!found.IsOk && found.Failure.Kind is not (FailureKind.DeadChannel or FailureKind.MissingScope))
            return new(Area, true, $"Slack could not be asked about {place}: {found.Failure.Detail}.", "Try again in a minute.");
        if (ChannelWords.Problem(found, schedule.Channel, me) is { } problem)
            return new(Area, true, $"{place}: {problem}{paused}", $"Do what it says.{(resume is null ? "" : $" Then {resume}")}");
        return found.Value!.IsMember is true
            ? new(Area, false, $"{place}: I am in it and may post.{paused}", resume)
            : new(Area, false, $"{place}: I may post, but am not in it, so that after a crash I cannot look whether a question is there already.{paused}",
                $"/invite @{me.User ?? "AwsPrepBot"} there.{(resume is null ? "" : $" Then {resume}")}");
    }

    sealed class WrongSettings(IReadOnlyList<string> failures) : IDoctorCheck
    {
        public Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DoctorFinding>>([.. failures.Select(failure => new DoctorFinding(Area, true, failure))]);
    }
}
