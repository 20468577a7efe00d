using System.Text.Json.Serialization;

namespace AwsPrepBot.Slack.Wire;

/// <summary>A part of a rich text under or beside others (docs.slack.dev/reference/block-kit/blocks/rich-text-block).</summary>
[JsonDerivedType(typeof(RichSection))]
[JsonDerivedType(typeof(RichList))]
[JsonDerivedType(typeof(RichPreformatted))]
internal abstract record RichPart(string Type);

/// <summary>Runs of text one after the other; a line feed in a run begins a line.</summary>
internal sealed record RichSection(IReadOnlyList<RichRun> Elements) : RichPart("rich_text_section");

/// <summary>Points under each other, each with its sign before it.</summary>
internal sealed record RichList(IReadOnlyList<RichSection> Elements) : RichPart("rich_text_list")
{
    public string Style { get; } = "bullet";
}

/// <summary>Lines in a frame and in a fixed pitch.</summary>
internal sealed record RichPreformatted(IReadOnlyList<RichRun> Elements) : RichPart("rich_text_preformatted");

/// <summary>A run within a line.</summary>
[JsonDerivedType(typeof(TextRun))]
[JsonDerivedType(typeof(LinkRun))]
[JsonDerivedType(typeof(DateRun))]
[JsonDerivedType(typeof(ChannelRun))]
internal abstract record RichRun(string Type)
{
    public RunStyle? Style { get; init; }
}

/// <summary>Literal text.</summary>
internal sealed record TextRun(string Text) : RichRun("text");

/// <summary>A link with its words.</summary>
internal sealed record LinkRun(string Url, string Text) : RichRun("link");

/// <summary>An instant in the reader's zone; <paramref name="Format"/> as in <c>&lt;!date^…&gt;</c>, <paramref name="Fallback"/> for clients that cannot.</summary>
internal sealed record DateRun(long Timestamp, string Format, string Fallback) : RichRun("date");

/// <summary>A channel by its name.</summary>
internal sealed record ChannelRun(string ChannelId) : RichRun("channel");

/// <summary>How a run stands out; null is as the rest.</summary>
internal sealed record RunStyle
{
    public bool? Bold { get; init; }
    public bool? Italic { get; init; }
    public bool? Code { get; init; }
}
