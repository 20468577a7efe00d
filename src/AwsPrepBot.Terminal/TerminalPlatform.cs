using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Terminal;

/// <summary>
/// The terminal as a place with one team and one channel. What was shown in an earlier run is gone from sight, so there is
/// nothing to look up: a message that may have been posted counts as posted, and the start shows the open question anyway.
/// </summary>
sealed class TerminalPlatform(Screen screen, ShownActions actions) : IChatPlatform
{
    // Only the latest messages are ever edited.
    const int Remembered = 32;

    static readonly Duration UntilTheNextStart = Duration.FromMinutes(1);

    readonly Queue<(string Id, Card Card)> _messages = new();

    public static TeamId Team { get; } = new("terminal:local");

    public static ChannelId Channel { get; } = new("terminal");

    public string Name => Team.Platform;

    public int ParallelSends => 1;

    /// <summary>Whether an open question has been shown in the channel in this run.</summary>
    public bool HasShownQuestion { get; private set; }

    public Task<SendResult> PostAsync(Post post, CancellationToken cancellationToken)
    {
        if (Problem(post.Team, post.Channel) is { } problem)
            return Task.FromResult(problem);
        var message = new MessageRef(post.Channel, post.Delivery.ToString());
        screen.InChannel(() => Show(message, post.Card));
        return Task.FromResult<SendResult>(new SendResult.Sent(message));
    }

    public Task<SendResult> EditAsync(TeamId team, MessageRef message, Card card, CancellationToken cancellationToken)
    {
        if (Problem(team, message.Channel) is { } problem)
            return Task.FromResult(problem);
        screen.InChannel(() => ShowChange(message, card));
        return Task.FromResult<SendResult>(new SendResult.Sent(message));
    }

    public Task<FindResult> FindAsync(Post post, Instant notBefore, CancellationToken cancellationToken) =>
        Task.FromResult<FindResult>(new FindResult.Found(new MessageRef(post.Channel, post.Delivery.ToString()), notBefore));

    public Task<RichText?> CheckChannelAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
        Task.FromResult<RichText?>(team == Team && channel == Channel
            ? null
            : ["This terminal is the only channel here. Leave ", Span.Code("channel"), " out."]);

    public Task<SendResult> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken)
    {
        if (Problem(team, Channel) is { } problem)
            return Task.FromResult(problem);
        screen.InChannel(() => screen.Show(card));
        return Task.FromResult<SendResult>(new SendResult.Sent(new MessageRef(Channel, $"told-{member}")));
    }

    SendResult? Problem(TeamId team, ChannelId channel)
    {
        if (team != Team || channel != Channel)
            return new SendResult.ChannelGone($"the terminal has no channel {channel} of {team}");
        return screen.Closed.IsCancellationRequested ? new SendResult.Later(UntilTheNextStart, "the output was closed") : null;
    }

    void Show(MessageRef message, Card card)
    {
        HasShownQuestion |= card.Tone is CardTone.Question;
        actions.ShownInChannel(card);
        screen.Show(card);
        Remember(message, card);
    }

    void ShowChange(MessageRef message, Card card)
    {
        // An open question changes in its count alone, and everybody who is counted sits here.
        // What an earlier run has shown is gone; of that the start shows the open question of the day by itself.
        var before = _messages.FirstOrDefault(shown => shown.Id == message.Id).Card;
        var isNews = before is null ? card.Tone is not CardTone.Question || card.Round is null : screen.Body(before) != screen.Body(card);
        if (isNews)
            Show(message, card);
        else
            Remember(message, card);
    }

    // Runs under the screen's lock, like all that shows something in the channel.
    void Remember(MessageRef message, Card card)
    {
        var others = _messages.Where(shown => shown.Id != message.Id).TakeLast(Remembered - 1).ToList();
        _messages.Clear();
        foreach (var other in others)
            _messages.Enqueue(other);
        _messages.Enqueue((message.Id, card));
    }
}
