using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Tests.Chat;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Inline_marks_become_spans()
    {
        RichText expected =
        [
            "Use ", Span.Code("aws s3 cp"), " or ", Span.Strong("bold"), " and ", new TextSpan("stress", Emphasis.Stressed), " with ",
            new LinkSpan("docs", new Uri("https://docs.aws.amazon.com/")),
        ];
        Assert.Equal(expected, MarkdownText.ToLine("Use `aws s3 cp` or **bold** and *stress* with [docs](https://docs.aws.amazon.com/)"));
    }

    [Fact]
    public void Paragraphs_lists_and_code_become_blocks()
    {
        var blocks = MarkdownText.ToBlocks("One\ntwo.\n\n- a\n- b\n\n```json\n{ \"x\": 1 }\n```\n");
        Assert.Collection(blocks,
            block => Assert.Equal(new TextBlock("One two."), block),
            block => Assert.Equal(["a", "b"], Assert.IsType<ListBlock>(block).Items.Select(item => item.ToString())),
            block => Assert.Equal("{ \"x\": 1 }", Assert.IsType<CodeBlock>(block).Text));
    }

    [Theory]
    [InlineData("a < b & c > d", "a < b & c > d")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("5 &lt; 6", "5 < 6")]
    [InlineData("![x](https://evil.example/x.png)", "x")]
    [InlineData("[x](javascript:alert(1))", "x")]
    public void Html_and_pictures_are_shown_as_text(string markdown, string text) =>
        Assert.Equal(text, MarkdownText.ToLine(markdown).ToString());

    [Theory]
    [InlineData("> ")]
    [InlineData(">")]
    [InlineData("- ")]
    [InlineData("+\t")]
    [InlineData("1. ")]
    [InlineData("> 2) * ")]
    public void Blocks_nested_beyond_all_sense_are_shown_as_the_text_they_are(string mark)
    {
        var nested = "Text\n" + string.Concat(Enumerable.Repeat(mark, 100)) + "x\n" + new string('\n', 100);
        Assert.Equal(nested, MarkdownText.ToLine(nested).ToString());
        Assert.Equal([new TextBlock(nested)], MarkdownText.ToBlocks(nested));
    }

    [Fact]
    public void Lists_nested_line_by_line_beyond_all_sense_are_shown_as_the_text_they_are()
    {
        var nested = string.Concat(Enumerable.Range(0, 80).Select(depth => new string(' ', 2 * depth) + "- x\n"));
        Assert.Equal(nested, MarkdownText.ToLine(nested).ToString());
    }

    [Fact]
    public void What_stands_in_an_item_of_a_list_stands_apart()
    {
        var list = Assert.IsType<ListBlock>(Assert.Single(MarkdownText.ToBlocks("1. one\n   - two\n\n     more\n2. three")));
        Assert.Equal(["1. one two more", "2. three"], list.Items.Select(item => item.ToString()));
    }

    [Fact]
    public void Thousands_of_short_lines_take_memory_as_they_are_long()
    {
        var lines = string.Join('\n', Enumerable.Repeat("e", 4_000));
        MarkdownText.ToLine(lines);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(lines.Replace('\n', ' '), MarkdownText.ToLine(lines).ToString());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000L * lines.Length);
    }
}
