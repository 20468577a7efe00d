using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Rendering;
using AwsPrepBot.Terminal.Tests.Fakes;
using NodaTime;

namespace AwsPrepBot.Terminal.Tests.Rendering;

public sealed class TerminalRendererTests
{
    static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void A_question_shows_yesterday_the_stem_every_option_whole_and_the_buttons() => Assert.Equal(
        """
        Yesterday: B was right, 3 of 5 got it
        DAILY QUESTION · S3 · mid · 20 points
        Which statement about a general purpose S3 bucket created today is true?

        A  ACLs are enabled and should be used for object sharing
        B  ACLs are disabled and new objects are encrypted by default
        C  Objects stay in plain text until default encryption is configured
        D  The bucket is public until Block Public Access is switched on

        4 answered · closes in 21 hours
        [ A ] [ B ] [ C ] [ D ]   [ Hint ]
        """, Draw(Cards.QuestionAfterYesterday, 80));

    [Fact]
    public void On_a_narrow_terminal_options_hang_under_their_text() => Assert.Equal(
        """
        Yesterday: B was right, 3 of 5 got it
        DAILY QUESTION · S3 · mid · 20 points
        Which statement about a general purpose
        S3 bucket created today is true?

        A  ACLs are enabled and should be used
           for object sharing
        B  ACLs are disabled and new objects are
           encrypted by default
        C  Objects stay in plain text until
           default encryption is configured
        D  The bucket is public until Block
           Public Access is switched on

        4 answered · closes in 21 hours
        [ A ] [ B ] [ C ] [ D ]   [ Hint ]
        """, Draw(Cards.QuestionAfterYesterday, 40));

    [Fact]
    public void A_result_shows_the_right_option_the_shares_as_bars_and_why() => Assert.Equal(
        """
        DAILY QUESTION · S3 · mid · closed
        Which statement about a general purpose S3 bucket created today is true?

        ✓ B  ACLs are disabled and new objects are encrypted by default
        A ▓▓░░░░░░░░ 20 %   B ▓▓▓▓▓▓░░░░ 60 %   C ▓▓░░░░░░░░ 20 %   D ░░░░░░░░░░ 0 %
        5 answered · right: Ana (+20, 6 days), Ben (+20), Cho (+20)

        Why: since 2023 new buckets have ACLs off and every new object is encrypted with
        SSE-S3.

        Not A: AWS advises to keep ACLs off and to share with policies. Not C:
        encryption with SSE-S3 is on for every bucket. Not D: Block Public Access is on
        from the start.

        Source: Controlling ownership of objects
        (https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-
        ownership.html) · checked Nov 2026
        """, Draw(Cards.Result, 80));

    [Fact]
    public void On_a_narrow_terminal_the_bars_stand_in_columns() => Assert.Contains(
        """
        ✓ B  ACLs are disabled and new objects
             are encrypted by default
        A ▓▓░░░░░░░░ 20 %   B ▓▓▓▓▓▓░░░░ 60 %
        C ▓▓░░░░░░░░ 20 %   D ░░░░░░░░░░  0 %
        5 answered · right: Ana (+20, 6 days),
        Ben (+20), Cho (+20)
        """, Draw(Cards.Result, 40));

    [Fact]
    public void Five_bars_are_spread_evenly_over_two_lines() => Assert.Equal(
        """
        A ▓▓▓▓▓▓▓▓▓▓ 100 %   B ░░░░░░░░░░   0 %   C ░░░░░░░░░░   0 %
        D ░░░░░░░░░░   0 %   E ░░░░░░░░░░   0 %
        """, Draw(new Card { Blocks = [new SharesBlock([new("A", 100), new("B", 0), new("C", 0), new("D", 0), new("E", 0)])] }, 80));

    [Theory]
    [InlineData(1, "▓░░░░░░░░░ 1 %")]
    [InlineData(15, "▓▓░░░░░░░░ 15 %")]
    [InlineData(99, "▓▓▓▓▓▓▓▓▓░ 99 %")]
    [InlineData(100, "▓▓▓▓▓▓▓▓▓▓ 100 %")]
    public void A_bar_never_makes_something_look_like_nothing_or_like_all(int percent, string bar) =>
        Assert.Equal($"A {bar}", Draw(new Card { Blocks = [new SharesBlock([new("A", percent)])] }, 80));

    static readonly Card Chart = new()
    {
        Title = [Span.Strong("Your stats")],
        Blocks =
        [
            new TextBlock([Span.Strong("By topic")]), new SharesBlock([new("S3", 100, "of 12"), new("CloudFormation", 5, "of 1")]),
            new TextBlock([Span.Strong("By week")]), new SharesBlock([new("23 Nov", 60, "of 5")]),
        ],
    };

    [Fact]
    public void A_chart_has_a_line_for_each_bar_under_its_heading() => Assert.Equal(
        """
        Your stats
        By topic
        S3             ▓▓▓▓▓▓▓▓▓▓ 100 % of 12
        CloudFormation ▓░░░░░░░░░   5 % of 1

        By week
        23 Nov ▓▓▓▓▓▓░░░░ 60 % of 5
        """, Draw(Chart, 80));

    [Fact]
    public void On_a_narrow_terminal_a_charts_labels_stand_above_their_bars() => Assert.Equal(
        """
        Your stats
        By topic
        S3
         ▓▓▓▓▓▓▓▓▓▓ 100 %
         of 12
        CloudFormation
         ▓░░░░░░░░░   5 %
         of 1

        By week
        23 Nov
         ▓▓▓▓▓▓░░░░ 60 %
         of 5
        """, Draw(Chart, 20));

    [Fact]
    public void A_board_stands_in_columns_with_a_gap_and_the_reader_marked() => Assert.Equal(
        """
        This week · Mon 23 – Sun 29 Nov
         1  Ana         80   4 of 4   6-day streak
         2  Ben         60   3 of 4
         2  Cho         60   3 of 4
         …
        10  Dee (you)   20   1 of 3   2-day streak
        """, Draw(Cards.Board, 80));

    [Fact]
    public void On_a_narrow_terminal_a_board_puts_the_details_under_the_name() => Assert.Equal(
        """
        This week · Mon 23 – Sun 29 Nov
         1  Ana         80
            4 of 4, 6-day streak
         2  Ben         60
            3 of 4
         2  Cho         60
            3 of 4
         …
        10  Dee (you)   20
            1 of 3, 2-day streak
        """, Draw(Cards.Board, 40));

    [Fact]
    public void Names_of_any_script_keep_the_columns_of_a_board_straight()
    {
        var lines = Draw(new Card
        {
            Blocks = [new BoardBlock([.. ((string[])["Ana", "小林さくら", "👩🏽‍💻 dev", "Zoe\u0308", "❤️", "한글"]).Select(name => new BoardLine(1, name, false, 20, 1, 1, 0))])],
        }, 80).Split('\n');

        Assert.All(lines, line => Assert.Equal(Cells.Width(lines[0]), Cells.Width(line)));
        Assert.Equal("1  小林さくら   20   1 of 1", lines[1]);
        Assert.Equal("1  Ana          20   1 of 1", lines[0]);
    }

    [Fact]
    public void A_name_can_neither_paint_nor_move_the_cursor_nor_turn_the_line_nor_begin_a_new_one() => Assert.Equal(
        "1  [31mred[2J evil 1  Mallory 999   20   1 of 1",
        Draw(new Card { Blocks = [new BoardBlock([new BoardLine(1, "\e[31mred\u009b[2J\a\u202E evil\r\n1  Mallory\t999\u200B\uFEFF", false, 20, 1, 1, 0)])] }, 80));

    [Fact]
    public void Marks_piled_on_a_letter_do_not_write_over_the_lines_above() =>
        Assert.Equal("Z" + new string('\u0300', 4) + "oe", Draw(Card.Plain("Z" + new string('\u0300', 50) + "oe"), 80));

    [Fact]
    public void What_looks_like_markup_is_shown_as_it_was_typed() =>
        Assert.Equal("[bold]x[/] **y** <@1> `z`", Draw(Card.Plain("[bold]x[/] **y** <@1> `z`"), 80));

    [Fact]
    public void The_setup_receipt_names_the_times_in_the_readers_zone() => Assert.Equal(
        """
        Questions come to this terminal at 09:00 Europe/Berlin, Monday to Friday, all
        topics, all levels, as multiple choice, open for 23 hours.

        Next: Tue 24 Nov 09:00 · Wed 25 · Thu 26 · Fri 27 · Mon 30

        [ Undo ]
        """, Draw(Cards.Setup, 80));

    [Fact]
    public void Help_lists_the_commands_in_two_columns() => Assert.Equal(
        """
        AwsPrepBot
        One AWS interview question every working day, answered in private, explained
        when it closes.

        /prep today        the open question and how you stand in it
        /prep leaderboard  who is ahead this week; period=month or all for longer
        /prep help         this page

        Answers are private until the question closes. Nobody sees your weak topics.
        """, Draw(Cards.Help, 80));

    [Fact]
    public void On_a_narrow_terminal_the_text_of_a_term_goes_under_it() => Assert.Contains(
        """
        /prep leaderboard
          who is ahead this week; period=month
          or all for longer
        """, Draw(Cards.Help, 40));

    [Fact]
    public void Lists_hang_and_code_keeps_its_lines() => Assert.Equal(
        """
        Covered:
        • stateful, return
          traffic allowed
        • allow rules only

          {
            "Effect": "Deny"
          }
        """, Draw(new Card
        {
            Blocks = [new TextBlock("Covered:"), new ListBlock(["stateful, return traffic allowed", "allow rules only"]), new CodeBlock("{\n  \"Effect\": \"Deny\"\n}\n")],
        }, 20));

    [Fact]
    public void For_a_script_a_paragraph_an_option_and_a_point_are_one_line_each()
    {
        var text = string.Join(" ", Enumerable.Repeat("word", 60));
        var lines = Draw(new Card { Blocks = [new TextBlock(text), new ChoicesBlock([new Choice("A", text)]), new ListBlock([text])] }, null).Split('\n');

        Assert.Equal([text, "", $"A  {text}", "", $"• {text}"], lines);
    }

    [Fact]
    public void Where_the_output_has_no_unicode_the_signs_get_ascii_stand_ins() => Assert.Contains(
        """
        * B  ACLs are disabled and new objects are encrypted by default
        A ##........ 20 %   B ######.... 60 %   C ##........ 20 %   D .......... 0 %
        5 answered - right:
        """, string.Join('\n', new TerminalRenderer(Berlin, unicode: false).Render(Cards.Result, 80, TerminalDriver.Now)));

    [Theory]
    [InlineData(20)]
    [InlineData(33)]
    [InlineData(40)]
    [InlineData(80)]
    public void No_line_is_wider_than_asked_for_whatever_the_text(int width)
    {
        var nasty = "長い日本語の文章はどこでも折り返せます。 " + new string('x', 200) + " 👨‍👩‍👧‍👦 e\u0301\u0302 " + "pneumonoultramicroscopicsilicovolcanoconiosis";
        var card = Cards.Result with
        {
            Lead = nasty,
            Title = nasty,
            Footer = nasty,
            Blocks =
            [
                .. Cards.Result.Blocks, .. Cards.Help.Blocks, .. Cards.Board.Blocks, new TextBlock(nasty), new ListBlock([nasty]), new CodeBlock(nasty),
                new ChoicesBlock([new Choice("A", nasty)]), new BoardBlock([new BoardLine(12, nasty, true, 12345, 100, 200, 99)]),
                new TermsBlock([new Term(nasty, nasty)]),
            ],
            Actions = Cards.Question().Actions,
        };

        Assert.All(new TerminalRenderer(Berlin, unicode: true).Render(card, width, TerminalDriver.Now), line => Assert.InRange(line.Width, 0, width));
    }

    [Fact]
    public void A_channel_elsewhere_keeps_its_sign() =>
        Assert.Equal("see #aws-prep", Draw(Card.Plain(["see ", Span.Channel(new ChannelId("aws-prep"))]), 80));

    static string Draw(Card card, int? width) => string.Join('\n', new TerminalRenderer(Berlin, unicode: true).Render(card, width, TerminalDriver.Now));
}
