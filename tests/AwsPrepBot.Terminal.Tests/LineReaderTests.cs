using System.Text;

namespace AwsPrepBot.Terminal.Tests;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\rb", "a|b")]
    [InlineData("a\n\nb", "a||b")]
    [InlineData("\r\n\r\n", "|")]
    [InlineData("", "")]
    public void Lines_end_as_they_do_on_any_system(string input, string lines) =>
        Assert.Equal(lines, string.Join('|', ReadAll(new StringReader(input))));

    [Fact]
    public void Control_characters_and_a_byte_order_mark_are_dropped_and_a_tab_is_a_blank() =>
        Assert.Equal(["@ana [2Jb"], ReadAll(new StringReader("\uFEFF@ana\t\e[2J\0b\a\n")));

    [Fact]
    public void Bytes_that_are_no_UTF_8_do_not_stop_the_reading()
    {
        using var input = new StreamReader(new MemoryStream([0xFF, 0xC3, (byte)'a', (byte)'\n', .. "é\n"u8]), Encoding.UTF8);

        Assert.Equal(["\uFFFD\uFFFDa", "é"], ReadAll(input));
    }

    [Theory]
    [InlineData(4000, "xxx")]
    [InlineData(4001, "too long")]
    public void Up_to_4000_characters_are_a_line(int length, string expected)
    {
        var line = Assert.Single(ReadAll(new StringReader(new string('x', length))));

        Assert.StartsWith(expected, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_megabytes_without_a_line_end_are_passed_over_without_being_held()
    {
        using var input = new Endless(50_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(["too long", "next"], ReadAll(input));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    static List<string> ReadAll(TextReader input)
    {
        var reader = new LineReader(input);
        var lines = new List<string>();
        while (true)
        {
            switch (reader.Read())
            {
                case ReadLine.End: return lines;
                case ReadLine.TooLong: lines.Add("too long"); break;
                case ReadLine.Text(var text): lines.Add(text); break;
            }
        }
    }

    sealed class Endless(int length) : TextReader
    {
        readonly StringReader _rest = new("\nnext\n");
        int _read;

        public override int Read() => _read++ < length ? 'x' : _rest.Read();
    }
}
