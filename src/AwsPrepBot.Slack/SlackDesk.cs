using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack;

/// <summary>
/// Answers what people do. It was acknowledged before it came here; the answer follows as a message for that person alone,
/// never in place of one that all see. Everything in an event may be forged: ids are checked, lengths capped. Thread-safe.
/// </summary>
internal sealed partial class SlackDesk(
    IPrepBot bot, SetupForm setup, ISlackApi api, SlackRenderer renderer, People people, TimeProvider time, ILogger<SlackDesk> logger)
{
    const string CommandName = "/prep";

    /// <summary>After these the answer is given up: Slack has been refusing it for minutes.</summary>
    const int MostAttempts = 5;

    const int LongestAction = 255, LongestField = 3000;

    static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(2);

    static readonly Card CannotShow = Card.Plain(["That was dealt with, but its answer cannot be shown here. ", Span.Code("/prep today"), " shows how things stand."]);
    static readonly Card AnotherCommand = Card.Refusal(["That is no command of mine. ", Span.Code("/prep help"), " lists what there is."]);
    static readonly Card AnotherWorkspace = Card.Refusal("I am set up for another workspace and know nothing of this one. Ask whoever runs me.");
    static readonly Card TooLateForForm = Card.Refusal(["The form could not be opened in time. Please say ", Span.Code("/prep setup"), " again, or give the values with it: ", Span.Code("/prep setup time=09:00 timezone=Europe/Berlin"), "."]);

    /// <summary>Somebody of a workspace that this bot is not set up for.</summary>
    public Task RefuseAsync(SlackEvent happened, CancellationToken cancellationToken)
    {
        Log.Stranger(logger, happened.GetType().Name);
        return happened switch
        {
            CommandReceived command => RespondAsync(command.Ticket, AnotherWorkspace, cancellationToken),
            PressReceived press => RespondAsync(press.Ticket, AnotherWorkspace, cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>A command.</summary>
    public async Task ServeAsync(CommandReceived command, CancellationToken cancellationToken)
    {
        var payload = command.Payload;
        if (!SlackTeams.IsId(payload.UserId) || !SlackTeams.IsId(payload.ChannelId))
        {
            Log.Forged(logger, "command");
            return;
        }

        if (!payload.Command.Equals(CommandName, StringComparison.OrdinalIgnoreCase))
        {
            await RespondAsync(command.Ticket, AnotherCommand, cancellationToken);
            return;
        }

        if (CommandReader.Read(payload.Text) is not ParsedCommand.Command { Input: var input })
        {
            await RespondAsync(command.Ticket, Card.Refusal(((ParsedCommand.Problem)CommandReader.Read(payload.Text)).Message), cancellationToken);
            return;
        }

        var request = new ChatRequest(
            new RequestId(command.Key), SlackTeams.TeamOf(command.Team), new ChannelId(payload.ChannelId),
            await people.GetAsync(payload.UserId, payload.UserName, cancellationToken), input)
        {
            IsDirect = payload.ChannelId.StartsWith('D'),
        };
        if (IsBareSetup(request))
            await OpenSetupAsync(command.Ticket, request, cancellationToken);
        else
            await AnswerAsync(command.Ticket, request, cancellationToken);
    }

    /// <summary>A press on a button in a message.</summary>
    public async Task ServeAsync(PressReceived press, CancellationToken cancellationToken)
    {
        var payload = press.Payload;
        var channel = payload.Container?.ChannelId ?? payload.Channel?.Id;
        if (!SlackTeams.IsId(payload.User.Id) || !SlackTeams.IsId(channel))
        {
            Log.Forged(logger, "press");
            return;
        }

        var action = press.Action.ActionId ?? "";
        var request = new ChatRequest(
            new RequestId(press.Key), SlackTeams.TeamOf(press.Team), new ChannelId(channel!),
            await people.GetAsync(payload.User.Id, payload.User.Name ?? payload.User.Username, cancellationToken),
            new PressInput(action.Length <= LongestAction ? action : action[..LongestAction]))
        {
            IsDirect = channel!.StartsWith('D'),
        };
        await AnswerAsync(press.Ticket, request, cancellationToken);
    }

    /// <summary>A form that was sent: what is wrong is said at its field while the form still stands there.</summary>
    public async Task ServeAsync(FormReceived form, CancellationToken cancellationToken)
    {
        var (view, user) = (form.Payload.View, form.Payload.User);
        if (view.CallbackId != "setup" || !SlackTeams.IsId(user.Id) || !SlackTeams.IsId(view.PrivateMetadata))
        {
            Log.Forged(logger, "form");
            form.Answer.Close();
            return;
        }

        var options = Filled(view);
        if (setup.Check(options) is { Count: > 0 } problems)
        {
            form.Answer.Refuse(problems);
            return;
        }

        form.Answer.Close();
        var request = new ChatRequest(
            new RequestId(form.Key), SlackTeams.TeamOf(form.Team), new ChannelId(view.PrivateMetadata!),
            await people.GetAsync(user.Id, user.Name ?? user.Username, cancellationToken), new CommandInput("setup", options, []));
        if (await bot.HandleAsync(request, cancellationToken) is { } card)
            await ShowAsync(request, card, cancellationToken);
    }

    /// <summary>Draws the home tab of somebody who opened it.</summary>
    public async Task ServeAsync(HomeOpened opened, CancellationToken cancellationToken)
    {
        if (!SlackTeams.IsId(opened.User))
            return;
        var request = new ChatRequest(
            new RequestId(opened.Key), SlackTeams.TeamOf(opened.Team), new ChannelId(opened.User), await people.GetAsync(opened.User, null, cancellationToken), new OverviewInput())
        {
            IsDirect = true,
        };
        if (await bot.HandleAsync(request, cancellationToken) is not { } card)
            return;
        if (await api.PublishHomeAsync(opened.User, renderer.RenderHome(card), cancellationToken) is { Failure: { } failure })
            Log.Unanswered(logger, failure.Detail);
    }

    static bool IsBareSetup(ChatRequest request) =>
        !request.IsDirect && request.Input is CommandInput { Options.Count: 0, Words.Count: 0 } input && input.Name.Equals("setup", StringComparison.OrdinalIgnoreCase);

    async Task OpenSetupAsync(ResponseTicket ticket, ChatRequest request, CancellationToken cancellationToken)
    {
        Card answer;
        try
        {
            var (form, refusal) = await setup.DrawAsync(request, cancellationToken);
            if (form is not null)
            {
                var opened = await api.OpenViewAsync(ticket, renderer.RenderForm(form, request.Channel.Value), cancellationToken);
                if (opened.IsOk || opened.Failure.Kind == FailureKind.UnknownOutcome)
                    return;
                Log.Unanswered(logger, opened.Failure.Detail);
                refusal = TooLateForForm;
            }

            answer = refusal!;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            answer = Card.Refusal("That did not work: the bot could not read or save it just now. Nothing was changed; please try again in a minute.");
        }

        await RespondAsync(ticket, answer, cancellationToken);
    }

    async Task AnswerAsync(ResponseTicket ticket, ChatRequest request, CancellationToken cancellationToken)
    {
        if (await bot.HandleAsync(request, cancellationToken) is { } card)
            await RespondAsync(ticket, card, cancellationToken);
    }

    /// <summary>At the response address: as a new message for that person, whatever was pressed.</summary>
    async Task RespondAsync(ResponseTicket ticket, Card card, CancellationToken cancellationToken)
    {
        var body = Draw(card);
        for (var attempt = 1; ; attempt++)
        {
            var said = await api.RespondAsync(ticket, body, replaceOriginal: false, cancellationToken);
            switch (said.Failure)
            {
                case null:
                    return;
                case { Kind: FailureKind.Bug } when attempt == 1:
                    body = renderer.Render(CannotShow);
                    continue;
                case { Kind: FailureKind.RetryLater } later when attempt < MostAttempts:
                    await Waiting.DelayAsync(later.RetryAfter ?? UsualPause, time, cancellationToken);
                    continue;
                case var failure:
                    Log.Unanswered(logger, failure.Detail);
                    return;
            }
        }
    }

    /// <summary>A form has no response address: its answer is shown where it was about, else told directly.</summary>
    async Task ShowAsync(ChatRequest request, Card card, CancellationToken cancellationToken)
    {
        var body = Draw(card);
        var shown = await api.PostEphemeralAsync(request.Channel.Value, request.Speaker.Member.Value, body, cancellationToken);
        if (shown.Failure is not { Kind: not FailureKind.UnknownOutcome })
            return;
        var opened = await api.OpenConversationAsync(request.Speaker.Member.Value, cancellationToken);
        var told = opened.IsOk ? await api.PostMessageAsync(opened.Value.Id, body, null, cancellationToken) : opened.Failure;
        if (told.Failure is { } failure)
            Log.Unanswered(logger, failure.Detail);
    }

    MessageBody Draw(Card card)
    {
        try
        {
            return renderer.Render(card);
        }
        catch (Exception exception)
        {
            Log.CannotDraw(logger, exception);
            return renderer.Render(CannotShow);
        }
    }

    static Dictionary<string, string> Filled(ViewRef view)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = CommandCatalog.Find("setup")!.Options.Select(option => option.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (block, fields) in view.State?.Values ?? new Dictionary<string, IReadOnlyDictionary<string, FieldValue?>?>())
        {
            if (known.Contains(block) && fields?.Values.FirstOrDefault(field => field?.Text is not null)?.Text is { } text)
                options[block] = text.Length <= LongestField ? text : text[..LongestField];
        }

        return options;
    }

    static partial class Log
    {
        [LoggerMessage(4301, LogLevel.Warning, "Somebody got no answer: {Why}")]
        public static partial void Unanswered(ILogger logger, string why);

        [LoggerMessage(4302, LogLevel.Warning, "A {Event} of a workspace the bot is not set up for was refused")]
        public static partial void Stranger(ILogger logger, string @event);

        [LoggerMessage(4303, LogLevel.Warning, "A {Event} was not one of the bot's; nothing was done")]
        public static partial void Forged(ILogger logger, string @event);

        [LoggerMessage(4304, LogLevel.Error, "A form could not be drawn")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(4305, LogLevel.Error, "A card cannot be drawn")]
        public static partial void CannotDraw(ILogger logger, Exception exception);
    }
}
