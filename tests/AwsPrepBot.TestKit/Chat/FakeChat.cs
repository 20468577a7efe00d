using System.Collections.Concurrent;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.TestKit.Chat;

/// <summary>
/// A chat platform in memory, as a platform behaves: it shows each message once and keeps every state of it. Faults are
/// asked for by name, each for the next call only.
/// </summary>
public sealed class FakeChat(string name = "fake") : IChatPlatform
{
    readonly ConcurrentQueue<SendResult> _nextPosts = new();
    readonly ConcurrentQueue<SendResult> _nextEdits = new();
    readonly ConcurrentQueue<FindResult> _nextFinds = new();
    readonly ConcurrentQueue<SendResult> _nextTells = new();
    readonly List<FakeMessage> _messages = [];
    readonly List<(MemberId Member, Card Card)> _told = [];
    readonly Lock _lock = new();
    TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int ParallelSends => 4;

    /// <summary>Channels the bot may not post in, and what it is told.</summary>
    public Dictionary<ChannelId, string> Closed { get; } = [];

    /// <summary>All messages, oldest first.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>Completes when what is seen here is so, now or after a later post or edit.</summary>
    public async Task WhenAsync(Func<FakeChat, bool> isSo, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (isSo(this))
                return;
            await changed.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }
    }

    /// <summary>How often the engine asked whether a message is there.</summary>
    public int Finds { get; private set; }

    /// <summary>The next post is answered so, and nothing is shown.</summary>
    public void NextPost(SendResult result) => _nextPosts.Enqueue(result);

    /// <summary>The next edit is answered so, and nothing is changed.</summary>
    public void NextEdit(SendResult result) => _nextEdits.Enqueue(result);

    /// <summary>The next look is answered so.</summary>
    public void NextFind(FindResult result) => _nextFinds.Enqueue(result);

    /// <summary>The next word to a member is answered so, and the member does not hear it.</summary>
    public void NextTell(SendResult result) => _nextTells.Enqueue(result);

    /// <summary>The next post takes effect, but its answer is lost.</summary>
    public void LoseNextAnswer() => _nextPosts.Enqueue(new LostAnswer());

    /// <inheritdoc/>
    public Task<SendResult> PostAsync(Post post, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_nextPosts.TryDequeue(out var next) && next is not LostAnswer)
                return Task.FromResult(next);
            if (Closed.TryGetValue(post.Channel, out var reason))
                return Task.FromResult<SendResult>(new SendResult.ChannelGone(reason));
            var id = $"m{_messages.Count + 1}";
            var message = new FakeMessage(id, post.Delivery, post.Team, post.Channel, [post.Card]);
            _messages.Add(message);
            Changed();
            return Task.FromResult<SendResult>(next is LostAnswer ? new SendResult.Unknown("the connection broke") : new SendResult.Sent(RefOf(message)));
        }
    }

    /// <inheritdoc/>
    public Task<SendResult> EditAsync(TeamId team, MessageRef message, Card card, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_nextEdits.TryDequeue(out var next))
                return Task.FromResult(next);
            var index = _messages.FindIndex(one => one.Id == message.Id && one.Team == team && one.Channel == message.Channel);
            if (index < 0)
                return Task.FromResult<SendResult>(new SendResult.Refused("unknown message"));
            _messages[index] = _messages[index] with { States = [.. _messages[index].States, card] };
            Changed();
            return Task.FromResult<SendResult>(new SendResult.Sent(message));
        }
    }

    /// <inheritdoc/>
    public Task<FindResult> FindAsync(Post post, Instant notBefore, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Finds++;
            if (_nextFinds.TryDequeue(out var next))
                return Task.FromResult(next);
            return Task.FromResult<FindResult>(_messages.Find(message => message.Delivery == post.Delivery) is { } found
                ? new FindResult.Found(RefOf(found), notBefore)
                : new FindResult.NotThere());
        }
    }

    /// <inheritdoc/>
    public Task<RichText?> CheckChannelAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
        Task.FromResult(Closed.TryGetValue(channel, out var reason) ? (RichText?)(RichText)reason : null);

    /// <summary>What members were told outside any channel, oldest first.</summary>
    public IReadOnlyList<(MemberId Member, Card Card)> Told
    {
        get
        {
            lock (_lock)
                return [.. _told];
        }
    }

    /// <inheritdoc/>
    public Task<SendResult> TellAsync(TeamId team, MemberId member, Card card, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_nextTells.TryDequeue(out var next))
                return Task.FromResult(next);
            _told.Add((member, card));
            Changed();
            return Task.FromResult<SendResult>(new SendResult.Sent(new MessageRef(new ChannelId($"direct-{member}"), $"t{_told.Count}")));
        }
    }

    void Changed()
    {
        _changed.TrySetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    static MessageRef RefOf(FakeMessage message) => new(message.Channel, message.Id, new Uri($"https://chat.example/{message.Channel}/{message.Id}"));

    sealed record LostAnswer : SendResult;
}

/// <summary>A message as it was posted and as it was changed since.</summary>
public sealed record FakeMessage(string Id, DeliveryId Delivery, TeamId Team, ChannelId Channel, IReadOnlyList<Card> States)
{
    /// <summary>What is seen now.</summary>
    public Card Card => States[^1];
}
