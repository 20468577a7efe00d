using System.Security.Cryptography;

namespace AwsPrepBot.Engine;

/// <summary>The tenant: one guild or workspace, written <c>platform:external-id</c>, for example <c>terminal:local</c>.</summary>
public readonly record struct TeamId(string Value)
{
    /// <summary>The name of the <see cref="Chat.IChatPlatform"/> that serves this team: all before the first colon.</summary>
    public string Platform => Value[..Math.Max(0, Value.IndexOf(':'))];

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A person within a team, by the platform's own id. Unique only together with the <see cref="TeamId"/>.</summary>
public readonly record struct MemberId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Where messages go, by the platform's own id. Unique only together with the <see cref="TeamId"/>.</summary>
public readonly record struct ChannelId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>The platform's id of one thing a person did; the same when it is delivered again. Unique within a team.</summary>
public readonly record struct RequestId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A question's id in the bank: lower case letters, digits and hyphens, stable for ever.</summary>
public readonly record struct QuestionId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>One question put to one audience. See <see cref="IdSource"/> for the number.</summary>
public readonly record struct RoundId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>When and what a channel is asked. See <see cref="IdSource"/> for the number.</summary>
public readonly record struct ScheduleId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Several questions put one after the other. See <see cref="IdSource"/> for the number.</summary>
public readonly record struct QuizId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Somebody's word that a question is wrong. See <see cref="IdSource"/> for the number.</summary>
public readonly record struct ReportId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A team's decision not to be asked a question for now. See <see cref="IdSource"/> for the number.</summary>
public readonly record struct WithholdingId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One outgoing message or edit. See <see cref="IdSource"/> for the number.</summary>
public readonly record struct DeliveryId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>
/// Makes ids: milliseconds since 1970 in the upper 41 bits, 22 random bits below. They sort by time, need no round trip
/// to the database, and a database restored from a backup never hands out an id that a posted message already carries.
/// Thread-safe.
/// </summary>
public sealed class IdSource(TimeProvider time)
{
    const int RandomBits = 22;

    /// <summary>A new id, positive, unique but for a chance in four million within the same millisecond, where the store's key refuses it.</summary>
    public long Next() =>
        (time.GetUtcNow().ToUnixTimeMilliseconds() << RandomBits) | (long)RandomNumberGenerator.GetInt32(1 << RandomBits);
}
