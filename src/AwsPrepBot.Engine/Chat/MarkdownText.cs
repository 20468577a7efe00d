using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AwsPrepBot.Engine.Chat;

/// <summary>Turns the bank's Markdown into blocks and spans. HTML and pictures in it are shown as the text they are.</summary>
public static class MarkdownText
{
    static readonly char[] Marks = ['[', '*', '_', '`'];

    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The parser's time and memory grow with the square of the marks in a text. No author writes as many as these.</summary>
    const int MostMarks = 500;

    /// <summary>Paragraphs, lists and code, one after the other.</summary>
    public static IReadOnlyList<Block> ToBlocks(string markdown) => Parse(markdown) is { } document ? [.. document.SelectMany(ToBlocks)] : [new TextBlock(markdown)];

    /// <summary>All of it as one line, for an option, a reason or a hint.</summary>
    public static RichText ToLine(string markdown)
    {
        if (Parse(markdown) is not { } document)
            return markdown;
        var spans = new List<Span>();
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (spans.Count > 0)
                spans.Add(" ");
            AddLeaf(leaf, spans);
        }
        return new RichText(spans);
    }

    /// <summary>Null where there are more marks than in any text, or they stand in each other so deep that the parser gives up: then nothing in it is markup.</summary>
    static MarkdownDocument? Parse(string markdown)
    {
        if (Marks.Sum(mark => markdown.AsSpan().Count(mark)) > MostMarks)
            return null;
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static IEnumerable<Block> ToBlocks(Markdig.Syntax.Block block) => block switch
    {
        Markdig.Syntax.CodeBlock code => [new CodeBlock(code.Lines.ToString())],
        Markdig.Syntax.ListBlock list => [new ListBlock([.. list.OfType<ListItemBlock>().Select((item, index) => ItemOf(list, item, index))])],
        ContainerBlock container => container.SelectMany(ToBlocks),
        LeafBlock leaf => [new TextBlock(LeafOf(leaf))],
        _ => [],
    };

    static RichText ItemOf(Markdig.Syntax.ListBlock list, ListItemBlock item, int index)
    {
        var spans = new List<Span>();
        if (list.IsOrdered)
            spans.Add($"{index + 1}. ");
        foreach (var leaf in item.Descendants<LeafBlock>())
            AddLeaf(leaf, spans);
        return new RichText(spans);
    }

    static RichText LeafOf(LeafBlock leaf)
    {
        var spans = new List<Span>();
        AddLeaf(leaf, spans);
        return new RichText(spans);
    }

    static void AddLeaf(LeafBlock leaf, List<Span> spans)
    {
        if (leaf.Inline is { } inlines)
            AddInlines(inlines, leaf is HeadingBlock ? Emphasis.Strong : Emphasis.None, spans);
        else if (leaf is Markdig.Syntax.CodeBlock)
            spans.Add(Span.Code(leaf.Lines.ToString()));
    }

    static void AddInlines(ContainerInline container, Emphasis emphasis, List<Span> spans)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Add(literal.Content.ToString(), emphasis, spans);
                    break;
                case CodeInline code:
                    spans.Add(Span.Code(code.Content));
                    break;
                case LineBreakInline:
                    Add(" ", emphasis, spans);
                    break;
                case HtmlEntityInline entity:
                    Add(entity.Transcoded.ToString(), emphasis, spans);
                    break;
                case LinkInline { IsImage: false, Url: { } url } link when Uri.TryCreate(url, UriKind.Absolute, out var address):
                    spans.Add(new LinkSpan(TextOf(link), address));
                    break;
                case AutolinkInline auto when Uri.TryCreate(auto.Url, UriKind.Absolute, out var address):
                    spans.Add(new LinkSpan(auto.Url, address));
                    break;
                case EmphasisInline stressed:
                    AddInlines(stressed, stressed.DelimiterCount >= 2 ? Emphasis.Strong : Emphasis.Stressed, spans);
                    break;
                case ContainerInline inner:
                    AddInlines(inner, emphasis, spans);
                    break;
            }
        }
    }

    /// <summary>Neighbours of the same look become one span, so that what Markdown cut in pieces is whole again.</summary>
    static void Add(string text, Emphasis emphasis, List<Span> spans)
    {
        if (spans is [.., TextSpan last] && last.Emphasis == emphasis)
            spans[^1] = new TextSpan(last.Text + text, emphasis);
        else
            spans.Add(new TextSpan(text, emphasis));
    }

    static string TextOf(ContainerInline container)
    {
        var spans = new List<Span>();
        AddInlines(container, Emphasis.None, spans);
        return string.Concat(spans.OfType<TextSpan>().Select(span => span.Text));
    }
}
