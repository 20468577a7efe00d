namespace AwsPrepBot.Judge.Tests;

public sealed class QuotedWordsTests
{
    [Theory]
    [InlineData("Every  version\nis kept.", "every version is kept", "Every  version\nis kept")]
    [InlineData("It is SSE-KMS then.", "\"SSE-KMS\"", "SSE-KMS")]
    [InlineData("It is kept.", "… is kept.", "is kept")]
    [InlineData("Größe zählt", "größe zählt", "Größe zählt")]
    public void Blanks_and_case_may_differ(string text, string quotation, string found) => Assert.Equal(found, QuotedWords.Find(text, quotation));

    [Theory]
    [InlineData("Every version is kept.", "each version is kept")]
    [InlineData("Every version is kept.", "")]
    [InlineData("Every version is kept.", null)]
    [InlineData("Every version is kept.", "  \" \" ")]
    [InlineData("Every version is kept.", "is")]
    [InlineData("", "kept")]
    public void Words_that_are_not_there_or_too_few_are_not_found(string text, string? quotation) => Assert.Null(QuotedWords.Find(text, quotation));
}
