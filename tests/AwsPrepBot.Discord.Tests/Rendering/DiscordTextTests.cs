using System.Text.RegularExpressions;
using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using CsCheck;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>What a person or a file wrote is shown as it was written, whatever it holds.</summary>
public sealed partial class DiscordTextTests
{
    static readonly string[] Pieces =
    [
        "*", "**", "_", "~~", "`", "```", "||", "|", "<", ">", "@", "#", "-", "-#", "1.", "(", ")", "[", "]", "\\", ":", "://", "/", " ", "\n",
        "<@1>", "<#2>", "<t:3>", "@everyone", "https://a.bc", "discord.gg/x", ":tada:", "[a](https://b.cd)", "a", "9", "\u200D", "é", "😀",
    ];

    [Theory]
    [InlineData("<@123> <@!123> <@&5> <#9>", @"\<\@123> \<\@!123> \<\@&5> \<#9>")]
    [InlineData("@everyone and @here", @"\@everyone and \@here")]
    [InlineData("<t:1:R> </prep today:5> <id:home> <:x:12>", @"\<t\:1:R> \</prep today:5> \<id:home> \<\:x:12>")]
    [InlineData("**b** __u__ _i_ ~~s~~ ||spoiler||", @"\*\*b\*\* \_\_u\_\_ \_i\_ \~\~s\~\~ \|\|spoiler\|\|")]
    [InlineData("`code` ```block```", @"\`code\` \`\`\`block\`\`\`")]
    [InlineData(@"C:\new\*", @"C:\\new\\\*")]
    [InlineData("[click](https://evil.example/)", @"\[click\](https\://evil.example/)")]
    [InlineData("https://evil.example <https://evil.example>", @"https\://evil.example \<https\://evil.example>")]
    [InlineData("join discord.gg/abc", @"join discord.gg\/abc")]
    [InlineData(":tada: 09:00 s3:GetObject", @"\:tada: 09:00 s3:GetObject")]
    [InlineData("# title", @"\# title")]
    [InlineData("-# small", @"\-# small")]
    [InlineData("  - item", @"  \- item")]
    [InlineData("> quote", @"\> quote")]
    [InlineData(">>> quote", @"\>>> quote")]
    [InlineData("12. item", @"12\. item")]
    [InlineData("1) a-b > c # d", @"1\) a-b > c # d")]
    [InlineData("two\nlines", "two lines")]
    [InlineData("\u202Eevil\u202C \u200Bname\uFEFF\u0007", "evil name")]
    [InlineData("\u05D0\u05D1 (+20)", "\u2068\u05D0\u05D1 (+20)\u2069")]
    public void Text_that_could_do_something_is_shown_instead(string typed, string sent) =>
        Assert.Equal(sent, DiscordText.Line(typed));

    [Fact]
    public void Whatever_is_typed_nothing_in_it_is_markup_and_all_of_it_is_there() => Gen.Int[0, Pieces.Length - 1].Array[0, 30]
        .Select(indices => indices.Select(index => Pieces[index]))
        .Sample(parts =>
        {
            var typed = string.Concat(parts);
            var sent = DiscordText.Line(typed);
            Assert.Equal(CleanText.Line(typed), Escape().Replace(sent, "$1"));
            // What is escaped stands for itself; the rest must be free of everything the client reads as markup.
            Assert.DoesNotMatch(Active(), Escape().Replace(sent, "\u0001"));
        }, iter: 5000);

    [Theory]
    [InlineData("aws s3 cp", "`aws s3 cp`")]
    [InlineData("**not bold**", "`**not bold**`")]
    [InlineData("echo `date`", "`` echo `date` ``")]
    [InlineData("```@everyone```", "`` `@everyone` ``")]
    public void Code_ends_only_where_it_should(string code, string sent) => Assert.Equal(sent, DiscordText.Line([Span.Code(code)]));

    [Fact]
    public void A_frame_of_code_cannot_be_left() =>
        Assert.Equal("```\nif (a) {\n  b\n}\n`\u200B`\u200B`\n@everyone\n```", DiscordText.CodeBlock("if (a) {\r\n  b\n}\n```\n@everyone\n"));

    [Fact]
    public void Looks_hold_on_to_words_and_neighbours_share_their_marks()
    {
        Assert.Equal("**a b**c", DiscordText.Line([Span.Strong("a "), Span.Strong("b"), "c"]));
        Assert.Equal(" **a** b", DiscordText.Line([Span.Strong(" a "), "b"]));
        Assert.Equal(@"**a\***_b_", DiscordText.Line([Span.Strong("a*"), new TextSpan("b", Emphasis.Stressed)]));
        Assert.Equal("**Use** `x` **now**", DiscordText.Line(["Use ", Span.Code("x"), " now"], Emphasis.Strong));
        Assert.Equal("  ", DiscordText.Line([Span.Strong("  ")]));
    }

    [Fact]
    public void Times_are_the_readers_and_channels_are_links()
    {
        var at = Instant.FromUtc(2026, 11, 24, 8, 0);
        Assert.Equal("<t:1795507200:R> <t:1795507200:t> <t:1795507200:f>", DiscordText.Line([Span.Relative(at), " ", Span.Time(at), " ", Span.DateTime(at)]));
        Assert.Equal("<#42>", DiscordText.Line([Span.Channel(new ChannelId("42"))]));
        Assert.Equal(@"#\<\@42>", DiscordText.Line(["", Span.Channel(new ChannelId("<@42>"))])[1..]);
    }

    [Fact]
    public void A_link_says_where_it_leads_unless_it_stays_here()
    {
        Assert.Equal(
            @"[S3 \[new\]](https://docs.aws.amazon.com/a_%28b%29%2A) (docs.aws.amazon.com)",
            DiscordText.Line([Span.Link("S3 [new]", new Uri("https://docs.aws.amazon.com/a_(b)*"))]));
        Assert.Equal(
            "[see the answer](https://discord.com/channels/1/2/3)",
            DiscordText.Line([Span.Link("see the answer", new Uri("https://discord.com/channels/1/2/3"))]));
        Assert.Equal("<https://aws.amazon.com/>", DiscordText.Line([Span.Link("https://aws.amazon.com/", new Uri("https://aws.amazon.com/"))]));
        Assert.Equal("do it", DiscordText.Line([Span.Link("do it", new Uri("javascript:alert(1)"))]));
    }

    [GeneratedRegex(@"\\([^0-9A-Za-z\s])")]
    private static partial Regex Escape();

    [GeneratedRegex(@"<|@|\*|_|~~|`|\|\||\]\(|://|\.gg/|:[0-9A-Za-z_+-]+:|^\s*(#|-|\+|>|\d+[.)])", RegexOptions.Multiline)]
    private static partial Regex Active();
}
