using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Engine.Tests.Chat;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Ana", "Ana")]
    [InlineData("  Ana \n  Maria\t", "Ana Maria")]
    [InlineData("\u202E\u200B\u3164", "someone")]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456789012")]
    [InlineData("123456789012345678901234567890123", "1234567890123456789012345678901…")]
    [InlineData("123456789012345678901234567890👩\u200D💻", "123456789012345678901234567890…")]
    public void A_name_fits_a_line_with_others(string typed, string name) => Assert.Equal(name, Words.Name(typed));

    [Fact]
    public void A_name_of_four_thousand_characters_is_cut() => Assert.Equal(32, Words.Name(new string('x', 4000)).Length);

    [Fact]
    public void What_is_quoted_is_one_line_without_hidden_signs_and_short()
    {
        Assert.Equal("\"25:99\"", Words.Quote(" 25:99\u202E\n"));
        Assert.Equal($"\"{new string('x', 39)}…\"", Words.Quote(new string('x', 4000)));
        Assert.Equal($"\"{new string('x', 38)}…\"", Words.Quote(new string('x', 38) + "😀😀"));
    }
}
