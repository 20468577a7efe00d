using System.Diagnostics.CodeAnalysis;

namespace AwsPrepBot.Slack;

/// <summary>What became of a request when it did not simply succeed, by what its sender should do now.</summary>
internal enum FailureKind
{
    /// <summary>Nothing can be posted there until a person mends it: deleted, archived, the bot not in it, restricted.</summary>
    DeadChannel,

    /// <summary>The token is void or the workspace has shut the app out. Nothing further will succeed with it.</summary>
    DeadInstallation,

    /// <summary>The app was installed without a right it needs: it has to be installed again.</summary>
    MissingScope,

    /// <summary>The message or its time for edits is gone.</summary>
    MessageGone,

    /// <summary>The person is not there or takes no messages from the bot.</summary>
    NoSuchPerson,

    /// <summary>The trigger's 3 s, or the response address's 30 minutes or five uses, are over.</summary>
    Expired,

    /// <summary>Slack refuses the content as it is, and will again: a bug of ours.</summary>
    Bug,

    /// <summary>It had no effect and may succeed later, not before <see cref="SlackFailure.RetryAfter"/>.</summary>
    RetryLater,

    /// <summary>It may or may not have taken effect, and sending it again could do it twice. Look before doing so.</summary>
    UnknownOutcome,
}

/// <summary>
/// A failure that a running bot expects. <paramref name="Detail"/> is one line for a log or an admin: no token, and nothing a person wrote.
/// </summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Error">Slack's own word for it, when it gave one.</param>
/// <param name="RetryAfter">The least to wait before another attempt, when that is known.</param>
internal sealed record SlackFailure(FailureKind Kind, string Detail, string? Error = null, TimeSpan? RetryAfter = null)
{
    /// <summary>With <see cref="FailureKind.MissingScope"/>: which, parted by commas.</summary>
    public string? Needed { get; init; }
}

/// <summary>A value, or why there is none.</summary>
internal sealed record SlackResult<T>
    where T : class
{
    SlackResult(T? value, SlackFailure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public SlackFailure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsOk => Failure is null;

    public static implicit operator SlackResult<T>(T value) => new(value, null);

    public static implicit operator SlackResult<T>(SlackFailure failure) => new(null, failure);
}
