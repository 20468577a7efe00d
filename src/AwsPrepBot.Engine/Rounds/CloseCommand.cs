using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Rounds;

/// <summary><c>/prep close</c>: this channel's open question now, whatever its closing time.</summary>
public sealed class CloseCommand(IRoundStore rounds, RoundService service)
{
    /// <summary>Answers it.</summary>
    public async Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var open = await rounds.OpenInAsync(request.Team, request.Channel, cancellationToken);
        if (open.LastOrDefault(round => round.PostedAt is not null) is not { } round)
            return Card.Refusal("No question is open here.");
        if (await service.CloseAsync(request.Team, round.Id, request.Id, cancellationToken) is not { } settled)
            return null;
        return Card.Done([$"Closed with {Words.Count(settled.Entries.Count, "answer")}. ", Span.Link("The question", settled.Round.Message?.Link), " now shows its result."]);
    }
}
