using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack;

/// <summary>
/// Answers what people do. It was acknowledged before it came here; the answer follows as a message for that person alone,
/// or in place of the person's own message, never in place of one that all see. Everything in an event may be forged: ids
/// are checked, lengths capped. Thread-safe.
/// </summary>
internal sealed partial class SlackDesk(IPrepBot bot, SlackReplies replies, People people, TimeProvider time, ILogger<SlackDesk> logger)
{
    const string CommandName = "/prep";

    const int LongestAction = 255;

    static readonly string SetUp = new ActionId.SetUp().ToString();

    static readonly Card AnotherWorkspace = Card.Refusal("I am set up for another workspace and know nothing of this one. Ask whoever runs me.");
    static readonly Card NoSetupForm = Card.Refusal(
        ["The form could not be opened in time. Please say ", Span.Code("/prep setup"), " again, or give the values with it: ", Span.Code("/prep setup time=09:00 timezone=Europe/Berlin"), "."]);

    /// <summary>Somebody of a workspace that this bot is not set up for.</summary>
    public Task RefuseAsync(SlackEvent happened, CancellationToken cancellationToken)
    {
        Log.Stranger(logger, happened.GetType().Name);
        return happened switch
        {
            CommandReceived command => replies.SayAsync(command.Ticket, AnotherWorkspace, cancellationToken),
            PressReceived press => replies.SayAsync(press.Ticket, AnotherWorkspace, cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>A command.</summary>
    public async Task ServeAsync(CommandReceived command, CancellationToken cancellationToken)
    {
        var payload = command.Payload;
        if (!SlackTeams.IsId(payload.UserId) || !SlackTeams.IsId(payload.ChannelId))
            Log.Forged(logger, "command");
        else if (!payload.Command.Equals(CommandName, StringComparison.OrdinalIgnoreCase))
            await replies.SayAsync(command.Ticket, AdapterCards.UnknownCommand, cancellationToken);
        else
            await (CommandReader.Read(payload.Text) switch
            {
                ParsedCommand.Command { Input: var input } => AnswerAsync(
                    command.Ticket, await AskAsync(command, payload.ChannelId, payload.UserId, payload.UserName, input, cancellationToken), isOwn: false, cancellationToken),
                ParsedCommand.Problem problem => replies.SayAsync(command.Ticket, Card.Refusal(problem.Message), cancellationToken),
                var other => throw new InvalidOperationException($"unknown {other.GetType()}"),
            });
    }

    /// <summary>A press on a button, in a message or on the home tab.</summary>
    public async Task ServeAsync(PressReceived press, CancellationToken cancellationToken)
    {
        var (payload, user) = (press.Payload, press.Payload.User);
        var channel = payload.Container?.ChannelId ?? payload.Channel?.Id ?? (payload.View is null ? null : user.Id);
        if (!SlackTeams.IsId(user.Id) || !SlackTeams.IsId(channel))
        {
            Log.Forged(logger, "press");
            return;
        }

        var action = press.Action.ActionId ?? "";
        var input = new PressInput(action.Length <= LongestAction ? action : action[..LongestAction]);
        var isOwn = payload.Container is { IsEphemeral: true } or { Type: "message", ChannelId: ['D', ..] };
        await AnswerAsync(press.Ticket, await AskAsync(press, channel!, user.Id, user.Name ?? user.Username, input, cancellationToken), isOwn, cancellationToken);
    }

    /// <summary>A form that was sent: what is wrong with it is said at its field, while it still stands there.</summary>
    public async Task ServeAsync(FormReceived form, CancellationToken cancellationToken)
    {
        var (view, user) = (form.Payload.View, form.Payload.User);
        if (!SlackTeams.IsId(user.Id) || FormOrigin.Parse(view.PrivateMetadata) is not { } origin)
        {
            Log.Forged(logger, "form");
            form.Answer.Close();
            return;
        }

        var action = view.CallbackId ?? "";
        var input = new FormInput(action.Length <= LongestAction ? action : action[..LongestAction], FormFields.Of(view));
        var request = await AskAsync(form, origin.Channel, user.Id, user.Name ?? user.Username, input, cancellationToken);
        var card = await bot.HandleAsync(request, cancellationToken);
        if (card is null || (FormFields.Problems(view, card) is { } problems && form.Answer.Refuse(problems)))
            return;
        form.Answer.Close();
        var age = time.GetUtcNow().ToUnixTimeSeconds() - origin.At;
        var ticket = form.Ticket.At(origin.ResponseUrl, TimeSpan.FromSeconds(Math.Clamp(age, 0, (long)ResponseTicket.ToRespond.TotalSeconds)));
        await replies.BringAsync(ticket, request, card, origin.IsOwn && IsInPlace(input.ActionId, card), cancellationToken);
    }

    /// <summary>Draws the home tab of somebody who opened it.</summary>
    public async Task ServeAsync(HomeOpened opened, CancellationToken cancellationToken)
    {
        if (!SlackTeams.IsId(opened.User))
            return;
        if (await bot.HandleAsync(await AskAsync(opened, opened.User, opened.User, null, new OverviewInput(), cancellationToken), cancellationToken) is { } card)
            await replies.ShowHomeAsync(opened.User, card, cancellationToken);
    }

    async Task AnswerAsync(ResponseTicket ticket, ChatRequest request, bool isOwn, CancellationToken cancellationToken)
    {
        if (await bot.HandleAsync(request, cancellationToken) is not { } card)
            return;
        var action = (request.Input as PressInput)?.ActionId;
        if (card.Form is { } form)
        {
            if (await replies.OpenAsync(ticket, request, form, isOwn, cancellationToken))
                return;
            card = action == SetUp ? NoSetupForm : AdapterCards.NoForm;
        }

        await replies.BringAsync(ticket, request, card, isOwn && action is not null && IsInPlace(action, card), cancellationToken);
    }

    async Task<ChatRequest> AskAsync(SlackEvent happened, string channel, string user, string? called, ChatInput input, CancellationToken cancellationToken)
    {
        var isDirect = SlackTeams.IsDirect(channel);
        // The form takes the place of the command without values; alone with the bot there is no channel it could be for.
        if (!isDirect && input is CommandInput { Options.Count: 0, Words.Count: 0 } command && command.Name.Equals(SetUp, StringComparison.OrdinalIgnoreCase))
            input = new PressInput(SetUp);
        return new ChatRequest(
            new RequestId(happened.Key), SlackTeams.TeamOf(happened.Team), new ChannelId(channel), await people.GetAsync(user, called, RightsMatter(input), cancellationToken), input)
        {
            IsDirect = isDirect,
        };
    }

    static bool RightsMatter(ChatInput input) => input switch
    {
        PressInput press => ActionId.Parse(press.ActionId)?.IsForAdmins is true,
        FormInput form => ActionId.Parse(form.ActionId)?.IsForAdmins is true,
        _ => true,
    };

    static bool IsInPlace(string action, Card card) => card.Tone != CardTone.Refusal && ActionId.Parse(action)?.Response == PressResponse.Replace;

    static partial class Log
    {
        [LoggerMessage(4302, LogLevel.Warning, "A {Event} of a workspace the bot is not set up for was refused")]
        public static partial void Stranger(ILogger logger, string @event);

        [LoggerMessage(4303, LogLevel.Warning, "A {Event} was not one of the bot's; nothing was done")]
        public static partial void Forged(ILogger logger, string @event);
    }
}
