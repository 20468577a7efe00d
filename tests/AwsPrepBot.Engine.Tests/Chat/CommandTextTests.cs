using System.Diagnostics;
using AwsPrepBot.Engine.Chat;
using CsCheck;

namespace AwsPrepBot.Engine.Tests.Chat;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("/prep", "")]
    [InlineData("  /PREP  ", "")]
    [InlineData("today", "today")]
    [InlineData("/prep today", "today")]
    [InlineData("/prep\u00A0\tToday \r\n", "today")]
    [InlineData("/prep \"today\"", "today")]
    [InlineData("/prep ?", "help")]
    [InlineData("/prep --help", "help")]
    [InlineData("/prep -h", "help")]
    [InlineData("quiz s3 senior", "quiz|s3|senior")]
    [InlineData("quiz \"two words\" s3", "quiz|two words|s3")]
    [InlineData("prep", "prep")]
    public void The_subcommand_and_bare_words_are_read(string text, string command) => Assert.Equal(command, Read(text));

    [Theory]
    [InlineData("setup time=09:00")]
    [InlineData("setup Time=09:00")]
    [InlineData("setup time = 09:00")]
    [InlineData("setup time= 09:00")]
    [InlineData("setup time =09:00")]
    [InlineData("setup time:09:00")]
    [InlineData("setup time: 09:00")]
    [InlineData("setup --time 09:00")]
    [InlineData("setup --time=09:00")]
    [InlineData("setup --time = 09:00")]
    [InlineData("setup --time:09:00")]
    [InlineData("setup —time 09:00")]
    [InlineData("setup –time=09:00")]
    [InlineData("setup time=\"09:00\"")]
    [InlineData("setup time=“09:00”")]
    [InlineData("setup time=„09:00“")]
    [InlineData("setup time=«09:00»")]
    [InlineData("setup time='09:00'")]
    [InlineData("setup time=‘09:00’")]
    [InlineData("setup time=09:00,")]
    [InlineData("setup time=\"09:00\",")]
    [InlineData("setup time=09:00 time=09:00")]
    public void An_option_may_be_written_in_many_ways(string text) => Assert.Equal("setup time=09:00", Read(text));

    [Theory]
    [InlineData("setup open-for=8h", "setup open-for=8h")]
    [InlineData("setup Open_For=8h", "setup open-for=8h")]
    [InlineData("setup timezone=Europe/Berlin days=mon-fri", "setup days=mon-fri timezone=Europe/Berlin")]
    [InlineData("setup days=mon,wed,fri", "setup days=mon,wed,fri")]
    [InlineData("setup days=mon, wed, fri level=mid", "setup days=mon,wed,fri level=mid")]
    [InlineData("setup days=mon , wed , fri level=mid", "setup days=mon,wed,fri level=mid")]
    [InlineData("setup days=mon, level=mid", "setup days=mon level=mid")]
    [InlineData("away until=", "away until=")]
    [InlineData("away until= level=mid", "away level=mid until=")]
    [InlineData("away until=\"\"", "away until=")]
    [InlineData("quiz topic=a=b", "quiz topic=a=b")]
    [InlineData("quiz topic=level=mid", "quiz topic=level=mid")]
    [InlineData("setup channel=<#C123|aws-prep>", "setup channel=<#C123|aws-prep>")]
    public void Values_are_kept_as_they_were_typed(string text, string command) => Assert.Equal(command, Read(text));

    [Theory]
    [InlineData("report reason=\"B is right, too\" question=s3-acl", "report question=s3-acl reason=B is right, too")]
    [InlineData("report reason=\"it's 5\"x3 and more\"", "report reason=it's 5\"x3 and more")]
    [InlineData("report reason='it's wrong'", "report reason=it's wrong")]
    [InlineData("report reason=B is right, since 2023: see https://aws.amazon.com/s3?x=1", "report reason=B is right, since 2023: see https://aws.amazon.com/s3?x=1")]
    [InlineData("report reason=the key is wrong question=s3-acl", "report question=s3-acl reason=the key is wrong")]
    [InlineData("report reason=a = b is wrong", "report reason=a = b is wrong")]
    public void A_reason_may_be_a_sentence(string text, string command) => Assert.Equal(command, Read(text));

    [Theory]
    [InlineData("quiz 09:00", "quiz|09:00")]
    [InlineData("quiz s3:GetObject", "quiz|s3:GetObject")]
    [InlineData("quiz https://docs.aws.amazon.com/", "quiz|https://docs.aws.amazon.com/")]
    [InlineData("quiz -5", "quiz|-5")]
    [InlineData("quiz -x", "quiz|-x")]
    [InlineData("quiz - s3", "quiz|-|s3")]
    [InlineData("quiz --", "quiz|--")]
    [InlineData("quiz 'tis", "quiz|'tis")]
    [InlineData("quiz 'a 'b c'", "quiz|a 'b c")]
    public void What_only_looks_like_an_option_is_a_word(string text, string command) => Assert.Equal(command, Read(text));

    [Theory]
    [InlineData("/prep topic=s3", "Which command is topic for? Write the command first, for example: /prep leaderboard topic=s3")]
    [InlineData("report reason=\"never closed", "A quotation mark is opened but not closed. Put \" at the end of what it holds.")]
    [InlineData("quiz “s3", "A quotation mark is opened but not closed. Put \" at the end of what it holds.")]
    [InlineData("quiz --topic", "--topic has no value. Write it behind, for example: topic=…")]
    [InlineData("quiz --topic --level mid", "--topic has no value. Write it behind, for example: topic=…")]
    [InlineData("quiz topic=s3 topic=vpc", "topic is there twice, as s3 and as vpc. Write it once.")]
    [InlineData("quiz topic=\"s 3\" topic=", "topic is there twice, as \"s 3\" and as nothing. Write it once.")]
    [InlineData("quiz aaaaaaaaaabbbbbbbbbbccccccccccddddd=1", "I know no option with a name as long as aaaaaaaaaabbbbbbbbbbccccccccccdd… For the options there are, see /prep help.")]
    public void What_cannot_be_read_is_said_in_one_line_with_what_would_be_right(string text, string problem) =>
        Assert.Equal(problem, Assert.IsType<ParsedCommand.Problem>(CommandText.Parse(text)).Message);

    [Theory]
    [InlineData("/prep", true)]
    [InlineData(" /Prep today", true)]
    [InlineData("/prep\ttoday", true)]
    [InlineData("/prepare", false)]
    [InlineData("prep today", false)]
    [InlineData("", false)]
    public void Only_slash_prep_makes_a_command(string text, bool isCommand) => Assert.Equal(isCommand, CommandText.IsCommand(text));

    [Fact]
    public void A_command_longer_than_4000_characters_is_not_read()
    {
        Assert.IsType<ParsedCommand.Command>(CommandText.Parse(new string('x', 4000)));
        Assert.Equal("That command is too long. It may have 4,000 characters.", Assert.IsType<ParsedCommand.Problem>(CommandText.Parse(new string('x', 4001))).Message);
    }

    [Fact]
    public void Whatever_is_typed_is_a_command_or_one_line_that_says_why_not() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["=:-—_,\"“”'’ \t\n\0aZ09"]), 0, 200].Sample(text =>
        {
            switch (CommandText.Parse(text))
            {
                case ParsedCommand.Command(var command):
                    Assert.All(command.Options.Keys, key => Assert.Matches("^[a-z][a-z0-9-]*$", key));
                    break;
                case ParsedCommand.Problem(var message):
                    Assert.DoesNotContain('\n', message);
                    break;
            }
        });

    [Fact]
    public void A_refusal_shows_a_value_of_several_lines_as_one_line() =>
        Assert.Equal(
            "Which command is topic for? Write the command first, for example: /prep leaderboard topic=\"s3 vpc\"",
            Assert.IsType<ParsedCommand.Problem>(CommandText.Parse("/prep topic=\"s3\nvpc\"")).Message);

    [Fact]
    public void An_option_written_plainly_comes_out_as_it_went_in()
    {
        var word = Gen.String[Gen.Char.AlphaNumeric, 1, 10];
        Gen.Select(word, word).Where(pair => char.IsAsciiLetter(pair.Item1[0])).Sample((key, value) =>
            Assert.Equal($"quiz {key.ToLowerInvariant()}={value}", Read($"/prep quiz {key}={value}")));
    }

    [Theory]
    [InlineData("'a ")]
    [InlineData("a=")]
    [InlineData("a = ")]
    [InlineData("—")]
    [InlineData("a, ")]
    [InlineData("reason=")]
    [InlineData("\"a\"b")]
    public void Nothing_makes_it_slow(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, CommandText.LongestCommand / piece.Length));
        CommandText.Parse("quiz reason=" + text[..^20]);
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 10; i++)
            CommandText.Parse("quiz reason=" + text[..^20]);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 1000);
    }

    static string Read(string text)
    {
        var command = Assert.IsType<ParsedCommand.Command>(CommandText.Parse(text)).Input;
        return string.Join('|', [command.Name + string.Concat(command.Options.OrderBy(o => o.Key).Select(o => $" {o.Key}={o.Value}")), .. command.Words]);
    }
}
