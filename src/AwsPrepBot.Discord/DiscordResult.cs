using System.Diagnostics.CodeAnalysis;

namespace AwsPrepBot.Discord;

/// <summary>What became of a request when it did not simply succeed, by what its sender should do now.</summary>
internal enum FailureKind
{
    /// <summary>The channel, guild, message or person is not there any more: the destination is dead.</summary>
    Gone,

    /// <summary>The bot may not do this there, or the person takes no messages from it: pause the destination, tell an admin.</summary>
    NoAccess,

    /// <summary>Discord refuses the content as it is, and will again: a bug of ours.</summary>
    InvalidForm,

    /// <summary>The interaction's 3 s or 15 min are over. After a deferral, the bot's own routes may still do.</summary>
    InteractionExpired,

    /// <summary>The interaction has its first answer already: go on with an edit or a follow-up.</summary>
    AlreadyAcknowledged,

    /// <summary>It had no effect and may succeed later, not before <see cref="DiscordFailure.RetryAfter"/>.</summary>
    RetryLater,

    /// <summary>Discord does not take the token any more. Nothing further is sent with it.</summary>
    Unauthorized,

    /// <summary>It may or may not have taken effect, and sending it again could do it twice. Look before doing so.</summary>
    UnknownOutcome,
}

/// <summary>
/// A failure that a running bot expects. <paramref name="Detail"/> is one line for a log or an admin: no token, and nothing a person wrote.
/// </summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Code">Discord's own error code, when it gave one.</param>
/// <param name="RetryAfter">The least to wait before another attempt, when that is known.</param>
internal sealed record DiscordFailure(FailureKind Kind, string Detail, int? Code = null, TimeSpan? RetryAfter = null);

/// <summary>A value, or why there is none.</summary>
internal sealed record DiscordResult<T>
    where T : class
{
    DiscordResult(T? value, DiscordFailure? failure) => (Value, Failure) = (value, failure);

    public T? Value { get; }

    public DiscordFailure? Failure { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsOk => Failure is null;

    public static implicit operator DiscordResult<T>(T value) => new(value, null);

    public static implicit operator DiscordResult<T>(DiscordFailure failure) => new(null, failure);
}

/// <summary>The value of a request that answers nothing.</summary>
internal sealed record Done
{
    public static Done Instance { get; } = new();
}
