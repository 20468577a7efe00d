using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Tests.Chat;

/// <summary>What is not seen is taken out; what is seen stays.</summary>
public sealed class CleanTextTests
{
    [Theory]
    [InlineData("plain text, 100 %", "plain text, 100 %")]
    [InlineData("Zoë 李 😀 нет", "Zoë 李 😀 нет")]
    [InlineData("a\u0000\u0007\u001B[31mb", "a[31mb")]
    [InlineData("\u202Eright\u202C \u2066left\u2069 \u200Fx\u200E", "right left x")]
    [InlineData("a\u200Bb\uFEFFc\u00ADd\u2060e", "abcde")]
    [InlineData("p\u200Daypal", "paypal")]
    [InlineData("\u200D\u200C\u200D", "")]
    [InlineData("👩\u200D💻", "👩\u200D💻")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("👩\u200D\u200D\u200D💻", "👩\u200D💻")]
    [InlineData("a\u00A0b\u3164c\u2800d\te", "a b c d e")]
    [InlineData("one\r\ntwo\u2028three", "one two three")]
    public void One_line_of_it(string typed, string shown) => Assert.Equal(shown, CleanText.Line(typed));

    [Fact]
    public void Lines_stay_lines() => Assert.Equal("one\ntwo\n\nthree", CleanText.Lines("one\r\ntwo\n\n\u200Bthree"));

    [Fact]
    public void Piled_accents_do_not_grow_over_the_line_above() =>
        Assert.Equal("e" + new string('\u0301', 4) + "x", CleanText.Line("e" + new string('\u0301', 50) + "x"));

    [Fact]
    public void Half_a_character_becomes_a_whole_one() => Assert.Equal("a\uFFFDb", CleanText.Line("a\uD83Db"));
}
