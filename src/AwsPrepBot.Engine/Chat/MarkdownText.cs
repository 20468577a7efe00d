using System.Text;
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

    /// <summary>Quotes and lists in each other: Markdig goes through all that are open with every line, and gives up too late. Two thousand and as many empty lines take it a minute.</summary>
    const int DeepestNesting = 30;

    /// <summary>Paragraphs, lists and code, one after the other.</summary>
    public static IReadOnlyList<Block> ToBlocks(string markdown) => Parse(markdown) is { } document ? [.. document.SelectMany(ToBlocks)] : [new TextBlock(markdown)];

    /// <summary>All of it as one line, for an option, a reason or a hint.</summary>
    public static RichText ToLine(string markdown) => Parse(markdown) is { } document ? LineOf(document.Descendants<LeafBlock>()) : markdown;

    /// <summary>Null where no author can have meant it as markup: then nothing in it is.</summary>
    static MarkdownDocument? Parse(string markdown)
    {
        if (Marks.Sum(mark => markdown.AsSpan().Count(mark)) > MostMarks || Nesting(markdown) > DeepestNesting)
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

    /// <summary>The most quotes and lists that one line opens.</summary>
    static int Nesting(ReadOnlySpan<char> markdown)
    {
        var most = 0;
        foreach (var line in markdown.EnumerateLines())
        {
            var opened = 0;
            for (var at = 0; at < line.Length; at++)
            {
                var endsMark = at + 1 == line.Length || char.IsWhiteSpace(line[at + 1]);
                if (line[at] is '>' || (line[at] is '-' or '+' or '*' or '.' or ')' && endsMark))
                    opened++;
                else if (!char.IsAsciiDigit(line[at]) && !char.IsWhiteSpace(line[at]))
                    break;
            }
            most = Math.Max(most, opened);
        }
        return most;
    }

    static IEnumerable<Block> ToBlocks(Markdig.Syntax.Block block) => block switch
    {
        Markdig.Syntax.CodeBlock code => [new CodeBlock(code.Lines.ToString())],
        Markdig.Syntax.ListBlock list => [new ListBlock([.. list.OfType<ListItemBlock>().Select((item, index) => ItemOf(list, item, index))])],
        ContainerBlock container => container.SelectMany(ToBlocks),
        LeafBlock leaf => [new TextBlock(LineOf([leaf]))],
        _ => [],
    };

    static RichText ItemOf(Markdig.Syntax.ListBlock list, ListItemBlock item, int index)
    {
        var line = new Line();
        if (list.IsOrdered)
            line.Add($"{index + 1}. ", Emphasis.None);
        line.AddAll(item.Descendants<LeafBlock>());
        return line.Read();
    }

    static RichText LineOf(IEnumerable<LeafBlock> leaves)
    {
        var line = new Line();
        line.AddAll(leaves);
        return line.Read();
    }

    /// <summary>Gathers spans. Neighbours of the same look become one, so that what Markdown cut in pieces is whole again.</summary>
    sealed class Line
    {
        readonly List<Span> _spans = [];
        readonly StringBuilder _run = new();
        Emphasis _look;

        /// <summary>One after the other, a space between them.</summary>
        public void AddAll(IEnumerable<LeafBlock> leaves)
        {
            var isFirst = true;
            foreach (var leaf in leaves)
            {
                if (!isFirst)
                    Add(" ", Emphasis.None);
                isFirst = false;
                if (leaf.Inline is { } inlines)
                    Add(inlines, leaf is HeadingBlock ? Emphasis.Strong : Emphasis.None);
                else if (leaf is Markdig.Syntax.CodeBlock)
                    Add(Span.Code(leaf.Lines.ToString()));
            }
        }

        public void Add(ReadOnlySpan<char> text, Emphasis look)
        {
            if (look != _look)
                EndRun();
            _look = look;
            _run.Append(text);
        }

        public RichText Read()
        {
            EndRun();
            return new RichText(_spans);
        }

        void Add(ContainerInline container, Emphasis look)
        {
            foreach (var inline in container)
            {
                switch (inline)
                {
                    case LiteralInline literal:
                        Add(literal.Content.AsSpan(), look);
                        break;
                    case CodeInline code:
                        Add(Span.Code(code.Content));
                        break;
                    case LineBreakInline:
                        Add(" ", look);
                        break;
                    case HtmlEntityInline entity:
                        Add(entity.Transcoded.AsSpan(), look);
                        break;
                    case LinkInline { IsImage: false, Url: { } url } link when Uri.TryCreate(url, UriKind.Absolute, out var address):
                        Add(new LinkSpan(TextOf(link), address));
                        break;
                    case AutolinkInline auto when Uri.TryCreate(auto.Url, UriKind.Absolute, out var address):
                        Add(new LinkSpan(auto.Url, address));
                        break;
                    case EmphasisInline stressed:
                        Add(stressed, stressed.DelimiterCount >= 2 ? Emphasis.Strong : Emphasis.Stressed);
                        break;
                    case ContainerInline inner:
                        Add(inner, look);
                        break;
                }
            }
        }

        void Add(Span span)
        {
            EndRun();
            _spans.Add(span);
        }

        void EndRun()
        {
            if (_run.Length > 0)
                _spans.Add(new TextSpan(_run.ToString(), _look));
            _run.Clear();
        }

        static string TextOf(ContainerInline container)
        {
            var line = new Line();
            line.Add(container, Emphasis.None);
            return string.Concat(line.Read().OfType<TextSpan>().Select(span => span.Text));
        }
    }
}
