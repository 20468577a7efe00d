using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AwsPrepBot.Engine.Questions;

/// <summary>
/// Turns YAML text into <see cref="YamlNode"/>s. Works on YamlDotNet's events, not its object mapping, because every
/// finding needs its line, and because nothing a file holds may be expanded or instantiated: aliases, anchors, tags and
/// deep nesting are refused, so the tree is never larger than the text.
/// </summary>
sealed class YamlTree
{
    /// <summary>Characters. The whole bank of 54 questions is some 300,000.</summary>
    public const int LargestFile = 1_000_000;

    /// <summary>A question file nests five deep.</summary>
    public const int DeepestNesting = 12;

    /// <summary>The parser compares each with all before it. None is read anyway.</summary>
    public const int MostAnchors = 100;

    readonly string _text;
    readonly Action<int, string> _report;
    readonly Parser _parser;
    int _anchors;

    YamlTree(string text, Action<int, string> report)
    {
        _text = text;
        _report = report;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>
    /// The root nodes that could be read (one, unless the file is empty or has several documents), and whether all of the
    /// text was read. <paramref name="report"/> gets a line and a message for everything refused.
    /// </summary>
    public static (IReadOnlyList<YamlNode> Roots, bool Whole) Read(string text, Action<int, string> report)
    {
        if (text.Length > LargestFile)
        {
            report(1, $"the file has {text.Length:N0} characters: split it, a question file may have {LargestFile:N0}");
            return ([], false);
        }

        return new YamlTree(text.TrimStart('\uFEFF'), report).ReadRoots();
    }

    (IReadOnlyList<YamlNode>, bool) ReadRoots()
    {
        var roots = new List<YamlNode>();
        try
        {
            while (Advance())
            {
                if (_parser.Current is SequenceStart list)
                {
                    // Added before it is filled: a syntax error further down must not lose the questions above it.
                    var items = new List<YamlNode>();
                    roots.Add(new YamlSequence(LineOf(list), items));
                    RefuseAnchorAndTag(list);
                    Fill(items, depth: 0);
                }
                else if (_parser.Current is NodeEvent or AnchorAlias)
                {
                    roots.Add(ReadNode(depth: 0));
                }
            }

            return (roots, true);
        }
        catch (GivenUpException given)
        {
            _report(given.Line, given.Message);
        }
        catch (YamlException broken)
        {
            ReportSyntax(broken);
        }

        return (roots, false);
    }

    /// <param name="depth">How many lists and mappings are around the node.</param>
    YamlNode ReadNode(int depth)
    {
        var current = _parser.Current!;
        var line = LineOf(current);
        if (depth > DeepestNesting)
            throw new GivenUpException(line, $"lists and keys are nested more than {DeepestNesting} deep: a question file needs five levels");

        if (current is AnchorAlias alias)
        {
            _report(line, $"the alias *{QuestionForms.Cut(alias.Value.Value)} is not read: write the text out");
            return new YamlRefused(line);
        }

        if (current is NodeEvent node)
            RefuseAnchorAndTag(node);
        return current switch
        {
            Scalar scalar => new YamlScalar(line, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadSequence(line, depth),
            MappingStart => ReadMapping(line, depth),
            _ => throw new SyntaxErrorException(current.Start, current.End, "a key or value is missing here"),
        };
    }

    YamlSequence ReadSequence(int line, int depth)
    {
        var items = new List<YamlNode>();
        Fill(items, depth);
        return new YamlSequence(line, items);
    }

    void Fill(List<YamlNode> items, int depth)
    {
        while (Next() is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
    }

    YamlMapping ReadMapping(int line, int depth)
    {
        var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
        while (Next() is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            Next();
            var value = ReadNode(depth + 1);
            if (key is YamlScalar name)
                entries.Add(new(name, value));
            else if (key is not YamlRefused)
                _report(key.Line, "a list or mapping cannot be a key: write a word followed by a colon");
        }

        return new YamlMapping(line, entries);
    }

    ParsingEvent Next() => Advance()
        ? _parser.Current!
        : throw new SyntaxErrorException("the file ends in the middle of a list or mapping");

    bool Advance()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception fault) when (fault is not YamlException)
        {
            // On some broken texts, a bracket left open among them, YamlDotNet's scanner fails on its own state
            // (InvalidOperationException) instead of naming the error. For us the text is at fault all the same.
            var after = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(after, after, "a bracket or quote that was opened before is not closed", fault);
        }
    }

    void ReportSyntax(YamlException broken)
    {
        var first = (int)Math.Max(1, broken.Start.Line);
        var last = (int)Math.Max(first, broken.End.Line);

        // YamlDotNet's words for a tab are cryptic, and a tab cannot be seen in an editor: say it plainly.
        var lines = _text.Split('\n', last + 2);
        for (var line = first; line <= Math.Min(last + 1, lines.Length); line++)
        {
            if (lines[line - 1].TrimStart(' ').StartsWith('\t'))
            {
                _report(line, "the line is indented with a tab: YAML allows only spaces, use two per level");
                return;
            }
        }

        _report(first, $"not readable as YAML: {QuestionForms.Cut(broken.Message, 200)} (often a missing quote around a text with \": \" or \" #\", or a wrong indent)");
    }

    void RefuseAnchorAndTag(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty && ++_anchors > MostAnchors)
            throw new GivenUpException(LineOf(node), "so many anchors are in no question file; nothing behind this line was read");
        if (!node.Anchor.IsEmpty)
            _report(LineOf(node), $"the anchor &{QuestionForms.Cut(node.Anchor.Value)} is not read: remove it and write the text out where it is needed");
        if (!node.Tag.IsEmpty)
            _report(LineOf(node), $"the tag {QuestionForms.Cut(node.Tag.IsNonSpecific ? "!" : node.Tag.Value)} is not read: remove it");
    }

    static int LineOf(ParsingEvent at) => (int)at.Start.Line;

    sealed class GivenUpException(int line, string why) : Exception(why)
    {
        public int Line { get; } = line;
    }
}
