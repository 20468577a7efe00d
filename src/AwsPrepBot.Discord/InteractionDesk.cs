using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord;

/// <summary>
/// Answers one interaction in time. What takes less than <see cref="Direct"/> is answered at once; otherwise an answer
/// is promised and brought when it is there. As a new message for that person alone, or in place of the person's own
/// message (<see cref="InteractionTicket.Replaces"/>); a refusal leaves that as it is. Thread-safe.
/// </summary>
internal sealed partial class InteractionDesk(
    IPrepBot bot, Suggestions suggestions, IDiscordApi api, DiscordRenderer renderer, RecentInteractions recent, TimeProvider time,
    ILogger<InteractionDesk> logger)
{
    /// <summary>Discord waits for 3 s; what is left is for the promise and a second attempt at it.</summary>
    public static TimeSpan Direct { get; } = TimeSpan.FromSeconds(2);

    /// <summary>After these the receipt is given up: Discord has been refusing it for minutes.</summary>
    const int MostEdits = 5;

    static readonly MessageBody CannotShow = new() { Content = "That was dealt with, but its answer cannot be shown here. `/prep today` shows how things stand." };

    static readonly Card NoForm = Card.Refusal("The form could not be opened just now. Please press again in a moment.");

    static readonly Card DoneBefore = Card.Plain(["That was carried out before. ", Span.Code("/prep today"), " shows how things stand."]);

    /// <summary>Sees an interaction through to its answer. Throws only for cancellation.</summary>
    public async Task ServeAsync(InteractionReceived received, CancellationToken cancellationToken)
    {
        var interaction = received.Interaction;
        if (!recent.Take(interaction.Id))
        {
            Log.Again(logger, interaction.Id);
            return;
        }

        var ticket = InteractionTicket.For(interaction, received.ReceivedAt);
        if (time.GetElapsedTime(ticket.ReceivedAt) >= InteractionTicket.ToRespond)
        {
            // Nobody is told any more, so nothing is to be done either: the person was told to try again.
            Log.Unanswered(logger, interaction.Id, "it waited too long for its turn");
            return;
        }

        try
        {
            await (InteractionReader.Read(interaction) switch
            {
                Asked.Request { Chat.Input: PressInput press } asked when ActionId.Parse(press.ActionId)?.Response is PressResponse.Form =>
                    OpenFormAsync(ticket, Task.Run(() => bot.HandleAsync(asked.Chat, cancellationToken), cancellationToken), cancellationToken),
                Asked.Request asked => AnswerAsync(ticket, Task.Run(() => bot.HandleAsync(asked.Chat, cancellationToken), cancellationToken), cancellationToken),
                Asked.Refused refused => AnswerAsync(ticket, Task.FromResult<Card?>(refused.Card), cancellationToken),
                Asked.Completion completion => CompleteAsync(ticket, completion, cancellationToken),
                _ => LeaveAsync(interaction),
            });
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception, interaction.Id);
        }
    }

    async Task AnswerAsync(InteractionTicket ticket, Task<Card?> deciding, CancellationToken cancellationToken)
    {
        if (!await EndsWithinAsync(deciding, Direct - time.GetElapsedTime(ticket.ReceivedAt), cancellationToken))
        {
            await PromiseAsync(ticket, deciding, cancellationToken);
            return;
        }

        if (await deciding is not { } card)
            return; // the store knows the interaction: an earlier process answered it
        var body = Draw(card);
        var said = IsInPlace(ticket, card)
            ? await api.RespondAsync(ticket, InteractionResponse.Update(body), cancellationToken)
            : await RespondAsync(ticket, body, cancellationToken);
        if (said.Failure is { Kind: FailureKind.InvalidForm })
            said = await RespondAsync(ticket, CannotShow, cancellationToken);
        switch (said.Failure)
        {
            case null:
                break;
            case { Kind: FailureKind.UnknownOutcome }:
                // An edit is right whether the answer arrived or not; it is refused when there is nothing to edit.
                await EditAsync(ticket, body, cancellationToken);
                break;
            case var failure:
                Log.Unanswered(logger, ticket.Id, failure.Detail);
                break;
        }
    }

    /// <summary>A form can only be the first answer: where it cannot come in time, nothing is promised, and nothing has been done.</summary>
    async Task OpenFormAsync(InteractionTicket ticket, Task<Card?> deciding, CancellationToken cancellationToken)
    {
        var inTime = await EndsWithinAsync(deciding, Direct - time.GetElapsedTime(ticket.ReceivedAt), cancellationToken);
        if (!inTime || await deciding is not { Form: { } form })
        {
            await AnswerAsync(ticket, inTime ? deciding : Task.FromResult<Card?>(NoForm), cancellationToken);
            return;
        }

        var opened = await api.RespondAsync(ticket, InteractionResponse.Open(FormDrawing.Modal(form)), cancellationToken);
        if (opened.Failure is { Kind: FailureKind.InvalidForm })
            opened = await RespondAsync(ticket, CannotShow, cancellationToken);
        if (opened.Failure is { } failure)
            Log.Unanswered(logger, ticket.Id, failure.Detail);
    }

    async Task PromiseAsync(InteractionTicket ticket, Task<Card?> deciding, CancellationToken cancellationToken)
    {
        var promise = ticket.Replaces ? InteractionResponse.UpdateLater() : InteractionResponse.Later(ephemeral: true);
        var promised = await api.RespondAsync(ticket, promise, cancellationToken);
        var card = await deciding;
        if (promised.Failure is { Kind: not FailureKind.UnknownOutcome } failure)
            Log.Unanswered(logger, ticket.Id, failure.Detail);
        else if (!ticket.Replaces || (card is not null && IsInPlace(ticket, card)))
            await EditAsync(ticket, Draw(card ?? DoneBefore), cancellationToken);
        else if (card is not null)
            await FollowUpAsync(ticket, Draw(card), cancellationToken);
    }

    static bool IsInPlace(InteractionTicket ticket, Card card) => ticket.Replaces && card.Tone != CardTone.Refusal;

    async Task FollowUpAsync(InteractionTicket ticket, MessageBody body, CancellationToken cancellationToken)
    {
        var told = await api.FollowUpAsync(ticket, body with { Flags = MessageFlags.Ephemeral }, cancellationToken);
        if (told.Failure is { } failure)
            Log.Unanswered(logger, ticket.Id, failure.Detail);
    }

    async Task EditAsync(InteractionTicket ticket, MessageBody body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var edited = await api.EditResponseAsync(ticket, body, cancellationToken);
            if (edited.IsOk)
                return;
            if (edited.Failure.Kind == FailureKind.InvalidForm && body != CannotShow)
            {
                body = CannotShow;
                continue;
            }

            if (edited.Failure.Kind != FailureKind.RetryLater || attempt == MostEdits)
            {
                Log.Unanswered(logger, ticket.Id, edited.Failure.Detail);
                return;
            }

            await Waiting.DelayAsync(edited.Failure.RetryAfter ?? TimeSpan.FromSeconds(attempt), time, cancellationToken);
        }
    }

    async Task CompleteAsync(InteractionTicket ticket, Asked.Completion asked, CancellationToken cancellationToken)
    {
        // No suggestions are better than late ones; the person goes on typing.
        var finding = Task.Run(() => suggestions.Suggest(asked.Command, asked.Option, asked.Typed), cancellationToken);
        var found = await EndsWithinAsync(finding, Direct - time.GetElapsedTime(ticket.ReceivedAt), cancellationToken) ? await finding : [];
        await api.RespondAsync(ticket, InteractionResponse.Suggestions([.. found.Select(text => new CommandChoice(text, text))]), cancellationToken);
    }

    Task LeaveAsync(Interaction interaction)
    {
        Log.UnknownKind(logger, (int)interaction.Type);
        return Task.CompletedTask;
    }

    Task<DiscordResult<Done>> RespondAsync(InteractionTicket ticket, MessageBody body, CancellationToken cancellationToken) =>
        api.RespondAsync(ticket, InteractionResponse.Message(body with { Flags = MessageFlags.Ephemeral }), cancellationToken);

    MessageBody Draw(Card card)
    {
        try
        {
            return renderer.Render(card, null);
        }
        catch (Exception exception)
        {
            Log.CannotDraw(logger, exception);
            return CannotShow;
        }
    }

    async Task<bool> EndsWithinAsync(Task work, TimeSpan within, CancellationToken cancellationToken)
    {
        if (work.IsCompleted)
            return true;
        if (within <= TimeSpan.Zero)
            return false;
        await Waiting.ForEitherAsync(work, within, time, cancellationToken);
        return work.IsCompleted;
    }

    static partial class Log
    {
        [LoggerMessage(3301, LogLevel.Debug, "Interaction {Interaction} was delivered again")]
        public static partial void Again(ILogger logger, Snowflake interaction);

        [LoggerMessage(3302, LogLevel.Warning, "Interaction {Interaction} got no answer: {Why}")]
        public static partial void Unanswered(ILogger logger, Snowflake interaction, string why);

        [LoggerMessage(3303, LogLevel.Warning, "An interaction of type {Type} came, which the bot does not know; nothing was answered")]
        public static partial void UnknownKind(ILogger logger, int type);

        [LoggerMessage(3304, LogLevel.Error, "Interaction {Interaction} failed")]
        public static partial void Failed(ILogger logger, Exception exception, Snowflake interaction);

        [LoggerMessage(3305, LogLevel.Error, "A card cannot be drawn")]
        public static partial void CannotDraw(ILogger logger, Exception exception);
    }
}
