using System.Collections;
using System.Runtime.CompilerServices;
using System.Text;
using NodaTime;

namespace AwsPrepBot.Engine.Chat;

/// <summary>How a run of text stands out. The meaning never rests on it alone: a plain terminal shows none of it.</summary>
public enum Emphasis
{
    /// <summary>As the rest.</summary>
    None,
    /// <summary>Bold.</summary>
    Strong,
    /// <summary>Stressed, usually slanted.</summary>
    Stressed,
    /// <summary>Less important.</summary>
    Dim,
    /// <summary>Literal: a command, an identifier, a piece of code.</summary>
    Code,
}

/// <summary>How an instant is written in the reader's own zone.</summary>
public enum TimeStyle
{
    /// <summary>Hours and minutes: <c>17:00</c>.</summary>
    Time,
    /// <summary>Weekday, date and time: <c>Tue 24 Nov 09:00</c>.</summary>
    DateTime,
    /// <summary>Against now: <c>in 21 hours</c>, <c>2 hours ago</c>. The client keeps it current where it can.</summary>
    Relative,
}

/// <summary>A run of text. Renderers escape every string in it for their platform; nothing in it is ever markup.</summary>
public abstract record Span
{
    /// <summary>Plain text.</summary>
    public static implicit operator Span(string text) => new TextSpan(text);

    /// <summary>Bold text.</summary>
    public static Span Strong(string text) => new TextSpan(text, Emphasis.Strong);

    /// <summary>Less important text.</summary>
    public static Span Dim(string text) => new TextSpan(text, Emphasis.Dim);

    /// <summary>A command or identifier.</summary>
    public static Span Code(string text) => new TextSpan(text, Emphasis.Code);

    /// <summary>A time of day in the reader's zone.</summary>
    public static Span Time(Instant at) => new InstantSpan(at, TimeStyle.Time);

    /// <summary>Date and time in the reader's zone.</summary>
    public static Span DateTime(Instant at) => new InstantSpan(at, TimeStyle.DateTime);

    /// <summary>A distance from now.</summary>
    public static Span Relative(Instant at) => new InstantSpan(at, TimeStyle.Relative);

    /// <summary>A link; just the text when there is no address.</summary>
    public static Span Link(string text, Uri? address) => address is null ? new TextSpan(text) : new LinkSpan(text, address);

    /// <summary>A channel of the reader's team.</summary>
    public static Span Channel(ChannelId channel) => new ChannelSpan(channel);
}

/// <summary>Literal text, perhaps typed by a person.</summary>
public sealed record TextSpan(string Text, Emphasis Emphasis = Emphasis.None) : Span;

/// <summary>A link. Renderers show the address too where a link cannot be clicked.</summary>
public sealed record LinkSpan(string Text, Uri Address) : Span;

/// <summary>An instant, shown in the reader's zone.</summary>
public sealed record InstantSpan(Instant At, TimeStyle Style) : Span;

/// <summary>A channel, named as the platform names it.</summary>
public sealed record ChannelSpan(ChannelId Id) : Span;

/// <summary>A line or paragraph: spans in order. Immutable; equal when its spans are.</summary>
[CollectionBuilder(typeof(RichText), nameof(Create))]
public sealed class RichText(IReadOnlyList<Span> spans) : IReadOnlyList<Span>, IEquatable<RichText>
{
    /// <summary>Nothing.</summary>
    public static RichText Empty { get; } = new([]);

    /// <summary>Lets a collection expression make one: <c>["closes ", Span.Relative(at)]</c>.</summary>
    public static RichText Create(ReadOnlySpan<Span> spans) => new(spans.ToArray());

    /// <summary>Plain text.</summary>
    public static implicit operator RichText(string text) => new([new TextSpan(text)]);

    /// <summary>One after the other.</summary>
    public static RichText operator +(RichText left, RichText right) => new([.. left._spans, .. right._spans]);

    readonly IReadOnlyList<Span> _spans = spans;

    /// <inheritdoc/>
    public int Count => _spans.Count;

    /// <inheritdoc/>
    public Span this[int index] => _spans[index];

    /// <inheritdoc/>
    public IEnumerator<Span> GetEnumerator() => _spans.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(RichText? other) => other is not null && _spans.SequenceEqual(other._spans);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RichText);

    /// <inheritdoc/>
    public override int GetHashCode() => _spans.Count;

    /// <summary>The literal text, instants in ISO form: for tests and logs, never for a person.</summary>
    public override string ToString() => _spans.Aggregate(new StringBuilder(), (text, span) => text.Append(span switch
    {
        TextSpan s => s.Text,
        LinkSpan s => s.Text,
        InstantSpan s => s.At.ToString(),
        ChannelSpan s => $"#{s.Id}",
        _ => throw new InvalidOperationException($"unknown span {span.GetType()}"),
    })).ToString();
}
