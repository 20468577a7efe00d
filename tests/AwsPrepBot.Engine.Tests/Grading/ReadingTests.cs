using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Tests.Grading;

public sealed class ReadingTests
{
    static readonly AnswerReader Reader = new(ShippedGrader.Bank.Vocabulary);

    [Theory]
    [InlineData("15 min", "900 seconds")]
    [InlineData("99.999999999 %", "eleven nines")]
    [InlineData("11 9's", "11 nines")]
    [InlineData("5 TB", "5,120 GB")]
    [InlineData("3.5k requests", "3500 requests")]
    [InlineData("24 hours", "one day")]
    [InlineData("a two-minute notice", "a 2 minute notice")]
    [InlineData("30 days", "a month")]
    [InlineData("365 days", "one year")]
    [InlineData("a quarter of an hour", "15 minutes")]
    [InlineData("99.9 %", "99.9%")]
    public void The_same_quantity_is_read_the_same(string one, string other) => Assert.Equal(Numbers(other), Numbers(one));

    [Theory]
    [InlineData("9 nines", "11 nines")]
    [InlineData("15 min", "15 s")]
    [InlineData("10.0.0.0/8", "10.0.0.0/16")]
    public void Other_quantities_are_not(string one, string other) => Assert.NotEqual(Numbers(other), Numbers(one));

    [Theory]
    [InlineData("replicated", "replic")]
    [InlineData("replication", "replic")]
    [InlineData("policies", "polici")]
    [InlineData("running", "run")]
    [InlineData("agreed", "agre")]
    [InlineData("relational", "relat")]
    [InlineData("s3", "s3")]
    public void Stems_are_Porters(string word, string stem) => Assert.Equal(stem, PorterStemmer.Stem(word));

    [Theory]
    [InlineData("It is not encrypted", "encrypt", true)]
    [InlineData("It isn't encrypted", "encrypt", true)]
    [InlineData("It isnt encrypted", "encrypt", true)]
    [InlineData("It is not only encrypted", "encrypt", false)]
    [InlineData("It is never not encrypted", "encrypt", false)]
    [InlineData("It is not true that it is encrypted", "encrypt", true)]
    [InlineData("Nothing is stored that is not encrypted", "encrypt", false)]
    [InlineData("Many people believe it is encrypted", "encrypt", true)]
    [InlineData("It does not block encrypted traffic", "encrypt", false)]
    [InlineData("StringNotEquals encrypted", "encrypt", false)]
    [InlineData("It needs no keys, passwords or encryption", "encrypt", true)]
    [InlineData("It isn't anything other than encrypted", "encrypt", false)]
    [InlineData("It isn't encrypted so replies do not pass", "encrypt", true)]
    [InlineData("There is no need to keep it encrypted", "encrypt", true)]
    [InlineData("It fails to stay encrypted", "encrypt", true)]
    [InlineData("It stops short of being encrypted", "encrypt", true)]
    [InlineData("It is unsuitable for encrypted traffic", "encrypt", true)]
    [InlineData("Keeping it encrypted is pointless", "encrypt", true)]
    [InlineData("Keeping it encrypted is not pointless", "encrypt", false)]
    [InlineData("Encrypted disks, snapshots and buckets can't be read", "encrypt", true)]
    [InlineData("Encrypted disks, which snapshots can't be, are read", "encrypt", false)]
    [InlineData("It supports neither keys, passwords or encryption", "encrypt", true)]
    [InlineData("You no longer install, patch or encrypt it", "encrypt", false)]
    [InlineData("It has not only encrypted disks but also plain ones", "encrypt", false)]
    [InlineData("Someone trusted assumes the encrypted role", "encrypt", false)]
    public void Negations_apply_to_what_they_reach_and_cancel_out(string text, string stem, bool negated) =>
        Assert.Equal(negated, Assert.Single(Reader.Read(text).Tokens, token => token.Text == stem).Negated);

    [Fact]
    public void A_clause_is_about_one_subject()
    {
        var text = Reader.Read("NACLs are stateful and security groups are stateless; both filter traffic.");

        Assert.Equal(3, text.Clauses.Length);
        Assert.Equal([0, 0, 0], text.Clauses.Select(clause => clause.Sentence));
    }

    static string Numbers(string text) => string.Join(' ', Reader.Read(text).Tokens.Where(token => token.Kind == TokenKind.Number).Select(token => token.Text));
}
