using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>What a person did, and what they got for it. Everything awaited here fails after ten seconds with what was waited for.</summary>
public sealed class FakeInteraction
{
    readonly FakeDiscord discord;
    readonly List<FakeMessage> messages = [];
    readonly TaskCompletionSource<FakeMessage> firstMessage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FakeInteraction(FakeDiscord discord, ulong id, string token, int type, FakeUser user, FakeChannel channel, FakeMessage? source, string payload)
    {
        (this.discord, Id, Token, Type, User, Channel, Source, Payload) = (discord, id, token, type, user, channel, source, payload);
        SentAt = discord.Time.GetTimestamp();
    }

    /// <summary>Its id.</summary>
    public ulong Id { get; }

    /// <summary>Who did it.</summary>
    public FakeUser User { get; }

    /// <summary>Where.</summary>
    public FakeChannel Channel { get; }

    /// <summary>The message whose button was pressed.</summary>
    public FakeMessage? Source { get; }

    /// <summary>The type of the first answer: 4 message, 5 later, 6 edit later, 7 edit, 8 suggestions, 9 form; null before it.</summary>
    public int? AnswerType { get; private set; }

    /// <summary>How long the first answer took, by the fake's clock.</summary>
    public TimeSpan? AnswerTook { get; private set; }

    /// <summary>The person was shown "The application did not respond".</summary>
    public bool Failed { get; private set; }

    /// <summary>The first message it is answered with. Unlike <see cref="MessageAsync(CancellationToken)"/> it looks only when something happens to this interaction: for many at once.</summary>
    public Task<FakeMessage> FirstMessage => firstMessage.Task;

    /// <summary>All messages it was answered with: the first answer, then follow-ups.</summary>
    public IReadOnlyList<FakeMessage> Messages
    {
        get
        {
            lock (discord.Gate)
                return [.. messages];
        }
    }

    /// <summary>The form it was answered with.</summary>
    public JsonObject? Modal { get; private set; }

    /// <summary>What was suggested for the text typed so far: names and values.</summary>
    public IReadOnlyList<(string Name, string Value)>? Suggestions { get; private set; }

    /// <summary>What authorises its answers; as in the payload the bot gets.</summary>
    public string Token { get; }

    internal int Type { get; }

    /// <summary>As the bot gets it.</summary>
    internal string Payload { get; }

    internal long SentAt { get; }

    /// <summary>What was sent from the form it was answered with.</summary>
    internal FakeInteraction? Submission { get; set; }

    internal ITimer? Deadline { get; set; }

    /// <summary>The message that <c>@original</c> stands for.</summary>
    internal FakeMessage? Original { get; private set; }

    /// <summary>A type 5 that is not fulfilled yet: whether it is ephemeral.</summary>
    internal bool? Promised { get; private set; }

    /// <summary>The first answer's own answer got lost on the way, so asking again is no fault.</summary>
    internal bool AnswerLost { get; set; }

    /// <summary>The first answer's type, once it is there.</summary>
    public async Task<int> AnsweredAsync(CancellationToken cancellationToken = default)
    {
        await discord.UntilAsync(() => AnswerType is not null || Failed, $"an answer to interaction {Id}", cancellationToken);
        return AnswerType ?? throw NotAnswered();
    }

    /// <summary>The first message it is answered with, after a promise if there was one; or the edited source.</summary>
    public Task<FakeMessage> MessageAsync(CancellationToken cancellationToken = default) => MessageAsync(0, cancellationToken);

    /// <summary>The message with that number, from 0.</summary>
    public async Task<FakeMessage> MessageAsync(int number, CancellationToken cancellationToken = default)
    {
        await discord.UntilAsync(() => messages.Count > number || Failed, $"message {number} to interaction {Id}", cancellationToken);
        return Messages.ElementAtOrDefault(number) ?? throw NotAnswered();
    }

    /// <summary>The form it is answered with.</summary>
    public async Task<JsonObject> ModalAsync(CancellationToken cancellationToken = default)
    {
        await AnsweredAsync(cancellationToken);
        return Modal ?? throw new InvalidOperationException($"Interaction {Id} was answered with type {AnswerType}, not with a form.");
    }

    /// <summary>What is suggested.</summary>
    public async Task<IReadOnlyList<(string Name, string Value)>> SuggestionsAsync(CancellationToken cancellationToken = default)
    {
        await AnsweredAsync(cancellationToken);
        return Suggestions ?? throw new InvalidOperationException($"Interaction {Id} was answered with type {AnswerType}, not with suggestions.");
    }

    InvalidOperationException NotAnswered() => new($"Interaction {Id} was not answered within 3 s.");

    internal void Answer(int type, TimeSpan took)
    {
        (AnswerType, AnswerTook) = (type, took);
        Deadline?.Dispose();
    }

    internal void Fail()
    {
        Failed = true;
        firstMessage.TrySetException(NotAnswered());
    }

    internal void Promise(bool ephemeral) => Promised = ephemeral;

    internal void ShowOriginal(FakeMessage message)
    {
        Original = message;
        Promised = null;
        messages.Add(message);
        firstMessage.TrySetResult(message);
    }

    /// <summary>Type 6: what is edited later is the source.</summary>
    internal void AimAtSource() => Original = Source;

    internal void ShowEdited(FakeMessage message)
    {
        Original = message;
        if (!messages.Contains(message))
            messages.Add(message);
    }

    internal void FollowUp(FakeMessage message) => messages.Add(message);

    internal void Open(JsonObject modal) => Modal = modal;

    internal void Suggest(IEnumerable<JsonObject> choices) =>
        Suggestions = choices.Select(c => ((string)c["name"]!, c["value"]!.ToString())).ToList();
}
