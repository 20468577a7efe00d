using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Slack;

/// <summary>
/// Brings an answer to the person it is for, and to nobody else: at the response address; where there is none or it is used
/// up, in the channel for their eyes alone; else in the conversation with the bot. Thread-safe.
/// </summary>
internal sealed partial class SlackReplies(ISlackApi api, SlackRenderer renderer, TimeProvider time, ILogger<SlackReplies> logger)
{
    /// <summary>After these the response address is given up: Slack has been refusing it for minutes.</summary>
    const int MostAttempts = 5;

    static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(2);

    /// <summary>Brings it.</summary>
    /// <param name="ticket">What it answers.</param>
    /// <param name="request">Who did what where.</param>
    /// <param name="card">The answer.</param>
    /// <param name="inPlace">Instead of the message that was pressed, which is that person's alone.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task BringAsync(ResponseTicket ticket, ChatRequest request, Card card, bool inPlace, CancellationToken cancellationToken)
    {
        if (card.File is { } file)
            card = await HandOverAsync(request, card, file, cancellationToken);
        var body = Draw(card);
        if (!await RespondAsync(ticket, body, inPlace, cancellationToken))
            await ShowAsync(request, body, cancellationToken);
    }

    /// <summary>A card that needs nobody's name or place.</summary>
    public Task SayAsync(ResponseTicket ticket, Card card, CancellationToken cancellationToken) => RespondAsync(ticket, Draw(card), inPlace: false, cancellationToken);

    /// <summary>Opens a form; false when it could not be, and then nobody has been told.</summary>
    public async Task<bool> OpenAsync(ResponseTicket ticket, ChatRequest request, Form form, bool isOwn, CancellationToken cancellationToken)
    {
        var origin = new FormOrigin(request.Channel.Value, isOwn, ticket.ResponseUrl, (time.GetUtcNow() - ticket.Age).ToUnixTimeSeconds());
        var opened = await api.OpenViewAsync(ticket, renderer.RenderForm(form, origin), cancellationToken);
        if (opened.IsOk || opened.Failure.Kind == FailureKind.UnknownOutcome)
            return true;
        Log.Unanswered(logger, opened.Failure.Detail);
        return false;
    }

    /// <summary>Draws a person's home tab.</summary>
    public async Task ShowHomeAsync(string user, Card card, CancellationToken cancellationToken)
    {
        if (await api.PublishHomeAsync(user, renderer.RenderHome(card), cancellationToken) is { Failure: { } failure })
            Log.Unanswered(logger, failure.Detail);
    }

    /// <summary>At the response address; false when Slack does not take it there and somebody has to be told elsewhere.</summary>
    async Task<bool> RespondAsync(ResponseTicket ticket, MessageBody body, bool inPlace, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var said = await api.RespondAsync(ticket, body, inPlace, cancellationToken);
            switch (said.Failure)
            {
                case null or { Kind: FailureKind.UnknownOutcome }:
                    return true;
                case { Kind: FailureKind.Bug } when attempt == 1:
                    body = renderer.Render(AdapterCards.CannotShow);
                    continue;
                case { Kind: FailureKind.RetryLater } later when attempt < MostAttempts:
                    await Waiting.DelayAsync(later.RetryAfter ?? UsualPause, time, cancellationToken);
                    continue;
                case var failure:
                    Log.NotThere(logger, failure.Detail);
                    return false;
            }
        }
    }

    async Task ShowAsync(ChatRequest request, MessageBody body, CancellationToken cancellationToken)
    {
        var person = request.Speaker.Member.Value;
        if (!request.IsDirect)
        {
            var shown = await api.PostEphemeralAsync(request.Channel.Value, person, body, cancellationToken);
            if (shown.Failure is not { Kind: not FailureKind.UnknownOutcome })
                return;
        }

        var opened = await api.OpenConversationAsync(person, cancellationToken);
        var told = opened.IsOk ? await api.PostMessageAsync(opened.Value.Id, body, null, cancellationToken) : opened.Failure;
        if (told.Failure is { } failure)
            Log.Unanswered(logger, failure.Detail);
    }

    /// <summary>A file cannot be shown to one person in a channel, so it goes into the conversation with them, and the answer says so.</summary>
    async Task<Card> HandOverAsync(ChatRequest request, Card card, CardFile file, CancellationToken cancellationToken)
    {
        var opened = await api.OpenConversationAsync(request.Speaker.Member.Value, cancellationToken);
        var brought = opened.IsOk ? await api.UploadAsync(opened.Value.Id, file.Name, file.Content, cancellationToken) : opened.Failure;
        switch (brought.Failure)
        {
            case null:
                return card with { Footer = "The file is in our direct messages, where only you see it." };
            case { Kind: FailureKind.MissingScope } missing:
                Log.Unanswered(logger, missing.Detail);
                return Card.Refusal(["I may not bring you the file: the app was installed without ", Span.Code(missing.Needed ?? "files:write"), ". Ask whoever installed it to install it again."]);
            case var failure:
                Log.Unanswered(logger, failure.Detail);
                return Card.Refusal("The file could not be brought to you just now. Please try again in a minute.");
        }
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
            return renderer.Render(AdapterCards.CannotShow);
        }
    }

    static partial class Log
    {
        [LoggerMessage(4301, LogLevel.Warning, "Somebody got no answer: {Why}")]
        public static partial void Unanswered(ILogger logger, string why);

        [LoggerMessage(4305, LogLevel.Error, "A card cannot be drawn")]
        public static partial void CannotDraw(ILogger logger, Exception exception);

        [LoggerMessage(4306, LogLevel.Information, "An answer goes another way: {Why}")]
        public static partial void NotThere(ILogger logger, string why);
    }
}
