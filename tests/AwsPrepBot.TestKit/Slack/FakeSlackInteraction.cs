using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Slack;

/// <summary>What a person did, and what they got for it. Everything awaited here fails after ten seconds with what was waited for.</summary>
public sealed class FakeSlackInteraction
{
    readonly FakeSlack slack;
    readonly List<FakeSlackMessage> messages = [];
    readonly TaskCompletionSource<FakeSlackMessage> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FakeSlackInteraction(FakeSlack slack, FakeSlackUser user, FakeSlackChannel? channel, FakeSlackMessage? source, FakeView? form)
    {
        (this.slack, User, Channel, Source, Form) = (slack, user, channel, source, form);
        SentAt = slack.Time.GetTimestamp();
    }

    /// <summary>Who did it.</summary>
    public FakeSlackUser User { get; }

    /// <summary>Where; null in a view.</summary>
    public FakeSlackChannel? Channel { get; }

    /// <summary>The message whose button was pressed.</summary>
    public FakeSlackMessage? Source { get; }

    /// <summary>What the person was told instead of an answer (<c>dispatch_failed</c>, <c>operation_timeout</c>); null while all is well.</summary>
    public string? Failed { get; private set; }

    /// <summary>The bot said that it got it.</summary>
    public bool IsAcknowledged { get; private set; }

    /// <summary>How long that took, by the fake's clock.</summary>
    public TimeSpan? AcknowledgedAfter { get; private set; }

    /// <summary>All messages it was answered with; one that was replaced stands once.</summary>
    public IReadOnlyList<FakeSlackMessage> Messages
    {
        get
        {
            lock (slack.Gate)
                return [.. messages];
        }
    }

    /// <summary>The first message it is answered with; fails where the client told the person that nobody answers.</summary>
    public Task<FakeSlackMessage> FirstMessage => first.Task;

    /// <summary>The form it opened.</summary>
    public FakeView? Opened { get; internal set; }

    /// <summary>Of a submitted form: what is wrong, by field; null when it closed.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; private set; }

    /// <summary>How often its response address was used.</summary>
    public int Uses { get; internal set; }

    /// <summary>What the bot is sent of it.</summary>
    public JsonObject Payload => (JsonObject)Envelope!["payload"]!;

    internal JsonObject? Envelope { get; set; }

    internal FakeView? Form { get; }

    internal long SentAt { get; }

    internal string? TriggerId { get; set; }

    internal bool TriggerUsed { get; set; }

    /// <summary>Waits until the bot said that it got it, or the person was told that it failed.</summary>
    public async Task AcknowledgedAsync(CancellationToken cancellationToken = default)
    {
        await slack.UntilAsync(() => IsAcknowledged || Failed is not null, "an acknowledgement", cancellationToken);
        if (Failed is not null)
            throw new InvalidOperationException($"The person was told {Failed}.");
    }

    /// <summary>The message with that number, from 0.</summary>
    public async Task<FakeSlackMessage> MessageAsync(int number = 0, CancellationToken cancellationToken = default)
    {
        await slack.UntilAsync(() => messages.Count > number || Failed is not null, $"message {number} in answer to {User.Name}", cancellationToken);
        return Messages.ElementAtOrDefault(number) ?? throw new InvalidOperationException($"The person was told {Failed}.");
    }

    /// <summary>The form it opens.</summary>
    public async Task<FakeView> OpenedAsync(CancellationToken cancellationToken = default)
    {
        await slack.UntilAsync(() => Opened is not null || Failed is not null, $"a form for {User.Name}", cancellationToken);
        return Opened ?? throw new InvalidOperationException($"The person was told {Failed}.");
    }

    internal string? ResponsePath { get; set; }

    internal void Fail(string why)
    {
        Failed ??= why;
        if (first.TrySetException(new InvalidOperationException($"The person was told {why}.")))
            _ = first.Task.Exception; // who waits learns of it, and nobody has to wait
    }

    internal void Show(FakeSlackMessage message)
    {
        messages.Add(message);
        first.TrySetResult(message);
    }

    internal void Acknowledged(JsonObject? payload)
    {
        IsAcknowledged = true;
        AcknowledgedAfter = slack.Time.GetElapsedTime(SentAt);
        if (Form is not { } form)
            return;
        switch ((string?)payload?["response_action"])
        {
            case "errors":
                Errors = ((JsonObject)payload!["errors"]!).ToDictionary(error => error.Key, error => (string)error.Value!);
                foreach (var field in Errors.Keys.Except(form.Fields))
                    slack.Violate(FakeSlackViolations.Form, $"\"{field}\" is no input block of the form");
                break;
            case null:
                User.OpenViews.Remove(form);
                break;
            case "clear":
                User.OpenViews.Clear();
                break;
            case var other:
                slack.Violate(FakeSlackViolations.Form, $"response_action {other}");
                break;
        }
    }
}
