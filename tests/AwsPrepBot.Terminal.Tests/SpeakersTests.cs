namespace AwsPrepBot.Terminal.Tests;

public sealed class SpeakersTests
{
    [Theory]
    [InlineData("ana")]
    [InlineData("Ana-Maria_2.x")]
    [InlineData("José")]
    [InlineData("Jose\u0301")]
    [InlineData("小林")]
    [InlineData("हिन्दी")]
    [InlineData("12345678901234567890123456789012")]
    public void A_name_has_letters_digits_and_three_signs_of_any_script(string name) => Assert.Null(TerminalOptions.NameProblem(name));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("<@1>")]
    [InlineData("\e[31m")]
    [InlineData("ana\u202E")]
    [InlineData("\uD800")]
    [InlineData("123456789012345678901234567890123")]
    public void Anything_else_is_refused_with_what_would_be_right(string name) =>
        Assert.Contains("ana", TerminalOptions.NameProblem(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("ana", "ana")]
    [InlineData("CORP\\Ana B", "CORP-Ana-B")]
    [InlineData("  ", "you")]
    [InlineData("", "you")]
    [InlineData("1234567890123456789012345678901234567890", "12345678901234567890123456789012")]
    public void The_accounts_name_becomes_a_valid_one(string account, string name)
    {
        Assert.Equal(name, Speakers.NameOf(account));
        Assert.Null(Speakers.NameProblem(name));
    }

    [Fact]
    public void A_person_is_the_same_whatever_the_case_and_keeps_the_name_as_first_typed()
    {
        var speakers = new Speakers("Ana", "UTC");

        Assert.Equal("ana", speakers.Get("ANA").Member.Value);
        Assert.Equal("ANA", speakers.Get("ANA").DisplayName);
        Assert.Equal(speakers.Get("ANA"), speakers.Get("aNa"));
        Assert.Equal(speakers.Get("ANA"), speakers.Default);
    }
}
