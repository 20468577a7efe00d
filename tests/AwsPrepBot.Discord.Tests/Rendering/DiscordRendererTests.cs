using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>How cards look as messages, and how a message is known again.</summary>
public sealed class DiscordRendererTests
{
    static readonly Instant Closes = Instant.FromUtc(2026, 11, 25, 7, 0);
    static readonly RoundId Round = new(77);
    static readonly DeliveryId Delivery = new(42);

    static Card Question(int options = 4) => new()
    {
        Tone = CardTone.Question,
        Round = Round,
        Lead = ["Yesterday: B was right, 3 of 5 got it · ", Span.Link("see the answer", new Uri("https://discord.com/channels/1/2/3"))],
        Title = [Span.Strong("DAILY QUESTION · S3 · mid · 20 points")],
        Blocks =
        [
            new TextBlock(["What does ", Span.Code("s3:GetObject"), " allow?"]),
            new ChoicesBlock([.. "ABCDE".Take(options).Select(letter => new Choice($"{letter}", $"Option {letter}"))]),
        ],
        Footer = ["4 answered · closes ", Span.Relative(Closes)],
        Actions =
        [
            .. "ABCDE".Take(options).Select(letter => new ButtonAction(new ActionId.Answer(Round, letter).ToString(), $"{letter}", IsPrimary: true)),
            new ButtonAction(new ActionId.Hint(Round).ToString(), "Hint"),
        ],
    };

    static Card Result => new()
    {
        Tone = CardTone.Result,
        Round = Round,
        Title = [Span.Strong("DAILY QUESTION · S3 · mid · closed")],
        Blocks =
        [
            new TextBlock("Which one?"),
            new ChoicesBlock([new Choice("A", "This"), new Choice("B", "That", IsRight: true)]),
            new SharesBlock([new Share("A", 34), new Share("B", 66)]),
            new TextBlock(["3 answered · right: ", "Ana", " (+20, 6 days)"]),
            new TextBlock([Span.Strong("Why: "), "because."]),
            new ListBlock([[Span.Strong("Not A: "), "it is not."]]),
        ],
        Footer = ["Source: ", Span.Link("Page", new Uri("https://docs.aws.amazon.com/page.html")), " · checked Nov 2026"],
    };

    static MessageBody Render(Card card, DeliveryId? mark = null) => new DiscordRenderer().Render(card, mark);

    static Message Sent(MessageBody body) => new()
    {
        Id = new(1), ChannelId = new(2), Content = body.Content, Embeds = body.Embeds ?? [], Components = body.Components ?? [],
    };

    [Fact]
    public void A_question_has_its_stem_in_bold_its_options_whole_and_a_button_a_letter()
    {
        var body = Render(Question(), Delivery);
        Assert.Equal("Yesterday: B was right, 3 of 5 got it · [see the answer](https://discord.com/channels/1/2/3)", body.Content);
        Assert.Equal(
            """
            -# **DAILY QUESTION · S3 · mid · 20 points**
            **What does** `s3:GetObject` **allow?**

            **A**  Option A
            **B**  Option B
            **C**  Option C
            **D**  Option D

            -# 4 answered · closes <t:1795590000:R>
            """, Assert.Single(body.Embeds!).Description);
        var row = Assert.Single(body.Components!).Components!;
        Assert.Equal(["A", "B", "C", "D", "Hint"], row.Select(button => button.Label));
        Assert.Equal([1, 1, 1, 1, 2], row.Select(button => button.Style));
        Assert.Equal("answer:77:A", row[0].CustomId);
    }

    [Fact]
    public void Five_letters_stand_in_one_row_and_the_hint_below() =>
        Assert.Equal(["ABCDE", "Hint"], Render(Question(5)).Components!.Select(row => string.Concat(row.Components!.Select(button => button.Label))));

    [Fact]
    public void A_result_ticks_the_right_option_and_draws_a_bar_a_line()
    {
        var body = Render(Result);
        Assert.Equal(
            """
            -# **DAILY QUESTION · S3 · mid · closed**
            **Which one?**

            **A**  This
            ✓ **B**  **That**

            A ▓▓▓░░░░░░░ 34 %
            B ▓▓▓▓▓▓▓░░░ 66 %

            3 answered · right: Ana (+20, 6 days)

            **Why:** because.
            - **Not A:** it is not.

            -# Source: [Page](https://docs.aws.amazon.com/page.html) (docs.aws.amazon.com) · checked Nov 2026
            """, Assert.Single(body.Embeds!).Description);
    }

    [Fact]
    public void An_edit_takes_away_the_line_above_and_the_buttons()
    {
        var body = Render(Result);
        Assert.Equal("", body.Content);
        Assert.Empty(body.Components!);
    }

    [Theory]
    [InlineData(0, "░░░░░░░░░░ 0 %")]
    [InlineData(1, "▓░░░░░░░░░ 1 %")]
    [InlineData(99, "▓▓▓▓▓▓▓▓▓░ 99 %")]
    [InlineData(100, "▓▓▓▓▓▓▓▓▓▓ 100 %")]
    public void A_bar_never_makes_something_of_nothing_nor_all_of_almost_all(int percent, string bar) =>
        Assert.EndsWith(bar, Render(new Card { Title = "x", Blocks = [new SharesBlock([new Share("A", percent)])] }).Embeds![0].Description, StringComparison.Ordinal);

    [Fact]
    public void A_board_is_a_line_a_person_with_the_reader_marked()
    {
        var body = Render(new Card
        {
            Title = [Span.Strong("This week")],
            Blocks = [new BoardBlock([new(1, "Ana", false, 80, 4, 4, 6), new(2, "*Ben*", false, 1, 1, 2, 1), null, new(9, "Dee", true, 0, 0, 3, 0)])],
        });
        Assert.Equal(
            """
            ### This week
            1\. **Ana** · 80 points · 4 of 4 · 6-day streak
            2\. **\*Ben\*** · 1 point · 1 of 2
            …
            9\. **Dee** (you) · 0 points · 0 of 3
            """, body.Embeds![0].Description);
    }

    [Fact]
    public void Help_names_each_command_as_it_is_typed() =>
        Assert.Equal(
            """
            **For admins**
            `/prep setup` Set when
            `/prep pause` Ask nothing
            """, Render(new Card
            {
                Tone = CardTone.Done,
                Blocks = [new TextBlock([Span.Strong("For admins")]), new TermsBlock([new("/prep setup", "Set when"), new("/prep pause", "Ask nothing")])],
            }).Embeds![0].Description);

    [Fact]
    public void What_is_only_said_has_no_frame_and_no_colour()
    {
        var body = Render(Card.Done(["Recorded: ", Span.Strong("B"), ". You can change it until the question closes ", Span.Relative(Closes), "."]));
        Assert.Equal("Recorded: **B**. You can change it until the question closes <t:1795590000:R>.", body.Content);
        Assert.Empty(body.Embeds!);
        Assert.Empty(body.Components!);
    }

    [Fact]
    public void Only_questions_and_results_have_a_colour_so_that_none_can_look_like_right_or_wrong()
    {
        var colours = Enum.GetValues<CardTone>().ToDictionary(tone => tone, tone => Render(new Card { Tone = tone, Title = "x" }).Embeds![0].Color);
        Assert.Equal([CardTone.Question, CardTone.Result], colours.Where(pair => pair.Value is not null).Select(pair => pair.Key));
    }

    [Fact]
    public void A_text_too_long_for_any_message_is_cut_not_refused()
    {
        var name = string.Concat(Enumerable.Repeat("@everyone*😀", 400));
        var said = Render(Card.Refusal(name));
        var shown = Render(new Card { Title = "x", Lead = name, Blocks = [new BoardBlock([new(1, name, true, 1, 1, 1, 1), new(2, name, true, 1, 1, 1, 1)])] });
        foreach (var text in new[] { said.Embeds![0].Description!, shown.Embeds![0].Description!, shown.Content! })
        {
            Assert.EndsWith("…", text, StringComparison.Ordinal);
            Assert.False(char.IsHighSurrogate(text[^2]) || text[^2] == '\\');
            Assert.DoesNotContain("@everyone", text.Replace(@"\@everyone", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.True(said.Embeds[0].Description!.Length <= 4096 && shown.Embeds[0].Description!.Length <= 4096 && shown.Content!.Length <= 2000);
    }

    [Fact]
    public void A_posted_message_is_known_by_its_delivery()
    {
        Assert.Equal(Delivery, DiscordRenderer.MarkOf(Sent(Render(Question(), Delivery))));
        Assert.Null(DiscordRenderer.MarkOf(Sent(Render(Question()))));
        Assert.Null(DiscordRenderer.MarkOf(Sent(Render(Card.Plain("x")))));
    }

    [Fact]
    public void A_message_is_known_in_every_state_of_its_round_and_no_other_is()
    {
        var post = new Post(Delivery, new TeamId("discord:1"), new ChannelId("2"), Question());
        Assert.True(DiscordRenderer.IsOf(Sent(Render(Question(), Delivery)), post));
        Assert.True(DiscordRenderer.IsOf(Sent(Render(Result)), post));
        Assert.True(DiscordRenderer.IsOf(Sent(Render(Question()) with { Embeds = [] }), post));
        Assert.False(DiscordRenderer.IsOf(Sent(Render(Result with { Round = new RoundId(78) }, new DeliveryId(43))), post));
        Assert.False(DiscordRenderer.IsOf(Sent(Render(Card.Plain("x"))), post));
        Assert.False(DiscordRenderer.IsOf(Sent(Render(Card.Plain("x"))), post with { Card = Card.Plain("x") }));
    }

    [Theory]
    [InlineData("https://docs.aws.amazon.com/#awsprepbot-d")]
    [InlineData("https://docs.aws.amazon.com/#awsprepbot-d-5")]
    [InlineData("https://docs.aws.amazon.com/#awsprepbot-d1-d2")]
    [InlineData("https://docs.aws.amazon.com/#awsprepbot-d99999999999999999999")]
    [InlineData("https://docs.aws.amazon.com/#awsprepbot-x1")]
    [InlineData("https://evil.example/#awsprepbot-d42")]
    [InlineData("")]
    public void A_mark_that_is_not_ours_is_none(string address) =>
        Assert.Null(DiscordRenderer.MarkOf(Sent(Render(Result) with { Embeds = [new Embed { Url = address }] })));

    [Fact]
    public void The_mark_is_seen_nowhere()
    {
        var embed = Render(Question(), Delivery).Embeds![0];
        Assert.Equal("https://docs.aws.amazon.com/#awsprepbot-d42-r77", embed.Url);
        Assert.Null(embed.Title);
        Assert.DoesNotContain("42", embed.Description!, StringComparison.Ordinal);
    }
}
