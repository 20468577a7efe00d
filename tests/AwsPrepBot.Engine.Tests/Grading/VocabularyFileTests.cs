using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Tests.Grading;

public sealed class VocabularyFileTests
{
    [Theory]
    [InlineData("aliases:\n  x: [y]", "\"aliases\" is no key of this file")]
    [InlineData("names: [x]", "\"names\" must hold lines such as")]
    [InlineData("names:\n  a b: x", "must be a list in brackets")]
    [InlineData("names:\n  SQS: [queue]\n  SNS: [queue]", "\"queue\" already belongs to \"SQS\"")]
    [InlineData("opposites:\n  - [alone]", "needs two members")]
    [InlineData("- x", "the file must have the keys")]
    [InlineData("names: {", "not readable as YAML")]
    public void What_is_wrong_is_said_with_its_line(string text, string message)
    {
        var (_, findings) = VocabularyFile.Read("questions/grading/aliases.yaml", text);

        Assert.Contains(findings, finding => finding.Line > 0 && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_term_is_read_as_one_word_however_it_is_written()
    {
        var (vocabulary, findings) = VocabularyFile.Read("aliases.yaml", "names:\n  security group: [SG]\n  SQS: []\n  SNS: []\nopposites:\n  - [stateful, stateless]\nconfusables:\n  - [SQS, SNS]");

        Assert.Empty(findings);
        var reader = new AnswerReader(vocabulary);
        foreach (var written in new[] { "SG", "SGs", "security groups", "Security-Group", "secuirty group" })
            Assert.Equal("security_group", Assert.Single(reader.Read(written).Tokens).Text);
        Assert.True(vocabulary.AreOpposite(reader.Read("stateful").Tokens[0].Text, reader.Read("stateless").Tokens[0].Text));
        Assert.True(vocabulary.AreConfusable(reader.Read("SQS").Tokens[0].Text, reader.Read("SNS").Tokens[0].Text));
    }
}
