using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Tests.Fakes;

namespace AwsPrepBot.Terminal.Tests;

/// <summary>Answers in one's own words at the terminal: a text answers the open question last shown to that person.</summary>
public sealed class OpenAnswerTests
{
    const string Text = "Groups are stateful, NACLs are not: they need a rule for each direction.";

    [Fact]
    public async Task A_text_opens_the_form_and_fills_it_in()
    {
        await using var terminal = AtOpenQuestion($"@ben {Text}");

        var screen = await terminal.RunAsync();

        Assert.Equal(["ben: press write:8", $"ben: write:8 \"{Text}\""], terminal.Bot.Requests.Select(Describe));
        Assert.Equal(2, terminal.Bot.Requests.Select(request => request.Id).Distinct().Count());
        Assert.Contains("62 / 100 · 1 of 4 points covered", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("So far", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_can_be_pressed_first_and_the_next_line_fills_in_the_form()
    {
        await using var terminal = AtOpenQuestion("answer", "hint", Text, "improve once", Text + " Really.");

        var screen = await terminal.RunAsync();

        Assert.Equal(
            ["ana: press write:8", "ana: press hint:8", $"ana: write:8 \"{Text}\"", "ana: press write:8", $"ana: write:8 \"{Text} Really.\""],
            terminal.Bot.Requests.Select(Describe));
        Assert.Contains("Answer in your own words\nWhat is the difference between a security group and a network ACL?\n\nYour answer: two to five sentences. Type it in one line, at most 3000 characters.", screen, StringComparison.Ordinal);
        Assert.Contains($"So far: {Text}", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_verdict_a_text_improves_the_answer()
    {
        await using var terminal = AtOpenQuestion(Text, "And a NACL sits at the subnet.");

        await terminal.RunAsync();

        Assert.Equal(["press write:8", "write:8", "press write:8", "write:8"], terminal.Bot.Requests.Select(request => Describe(request).Split(": ")[1].Split(" \"")[0]));
    }

    [Fact]
    public async Task What_the_bot_says_in_place_of_a_form_is_shown_and_the_text_goes_nowhere()
    {
        await using var terminal = AtOpenQuestion(Text);
        terminal.Bot.Answer = _ => Card.Refusal("This question closed 2 hours ago.");

        var screen = await terminal.RunAsync();

        Assert.Equal(["ana: press write:8"], terminal.Bot.Requests.Select(Describe));
        Assert.Contains("This question closed 2 hours ago.", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B", "This question is answered in your own words: type your answer in one line.")]
    [InlineData("leaderboard", "Did you mean /prep leaderboard?")]
    [InlineData("leaderboard month", "Did you mean /prep leaderboard month?")]
    [InlineData("/today", "Did you mean /prep today?")]
    [InlineData("prep today", "Did you mean /prep today?")]
    public async Task A_letter_or_a_command_without_its_beginning_costs_no_try(string line, string answer)
    {
        await using var terminal = AtOpenQuestion(line);

        var screen = await terminal.RunAsync();

        Assert.Empty(terminal.Bot.Requests);
        Assert.Equal(answer, screen.TrimEnd('\n').Split('\n')[^1]);
    }

    [Theory]
    [InlineData("Schedule backups with AWS Backup.")]
    [InlineData("close the port to the world")]
    [InlineData("Versioning")]
    [InlineData("/16 is the largest block")]
    public async Task An_answer_may_begin_with_any_word(string line)
    {
        await using var terminal = AtOpenQuestion(line);

        await terminal.RunAsync();

        Assert.Equal(["ana: press write:8", $"ana: write:8 \"{line}\""], terminal.Bot.Requests.Select(Describe));
    }

    [Fact]
    public async Task A_newer_question_with_letters_takes_no_text_and_a_newer_open_one_takes_over()
    {
        await using var terminal = AtOpenQuestion("answer", "/prep post", "the second of them", "improve once", "B", "/prep post", Text);
        var (posts, answering) = (0, Answering());
        terminal.Bot.Answer = request =>
        {
            if (request.Input is CommandInput)
                terminal.Bot.Post(posts + 10, posts++ == 0 ? Cards.Question(9) : Cards.OpenQuestion(10));
            return answering(request);
        };

        var screen = await terminal.RunAsync();

        Assert.Equal(
            ["ana: press write:8", "ana: post", "ana: press answer:9:B", "ana: post", "ana: press write:10", $"ana: write:10 \"{Text}\""],
            terminal.Bot.Requests.Select(Describe));
        Assert.Contains("To answer, type A, B, C or D.", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_opened_after_a_newer_question_is_the_one_that_is_filled_in()
    {
        await using var terminal = AtOpenQuestion(Text, "/prep post", "improve once", "A better text than that.");
        var answering = Answering();
        terminal.Bot.Answer = request =>
        {
            if (request.Input is CommandInput)
                terminal.Bot.Post(11, Cards.Question(9));
            return answering(request);
        };

        await terminal.RunAsync();

        Assert.Equal("ana: write:8 \"A better text than that.\"", Describe(terminal.Bot.Requests[^1]));
    }

    [Fact]
    public async Task One_persons_form_is_nobody_elses()
    {
        await using var terminal = TerminalDriver.Piped("@ben some text of ben");
        terminal.Bot.Start = () => Post(terminal, Cards.Question());
        terminal.Bot.Answer = Answering();

        await terminal.RunAsync();

        Assert.Empty(terminal.Bot.Requests);
    }

    [Fact]
    public async Task A_person_is_told_once_how_to_write()
    {
        var keyboard = new TypedInput();
        await using var terminal = TerminalDriver.Person(keyboard);
        terminal.Bot.Start = () => Post(terminal, Cards.OpenQuestion());
        terminal.Bot.Answer = Answering();
        await terminal.StartAsync();
        keyboard.Type($"{Text}\n");
        await keyboard.AskedForMoreAsync();
        keyboard.End();
        await terminal.StoppedAsync();

        Assert.Contains(" [ Answer ] [ Hint ]\n Type your answer in one line; hint; ? for help.\n", terminal.Screen, StringComparison.Ordinal);
        Assert.Contains(
            """
             62 / 100 · 1 of 4 points covered
             ✓  A security group is stateful: return traffic is allowed. “replies get out
                by themselves”
             ~  It applies to the network interface. “on the instance”
             ✗  A network ACL works at the subnet.
             !  Network ACLs are stateless. · you wrote “NACLs are stateful”

             Next time: say where each one sits and which direction needs a rule.

             Recorded. You can improve it once until the question closes in 21 hours.
             [ Improve once ]
             Type improve once to press it.
            """, terminal.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I think it is the third one because of the policy")]
    [InlineData("z")]
    public async Task A_text_typed_at_a_question_with_letters_reports_nothing_and_is_told_the_letters(string text)
    {
        await using var terminal = TerminalDriver.Piped(text);
        var question = Cards.Question();
        terminal.Bot.Start = () => Post(terminal, question with { Actions = [.. question.Actions, new ButtonAction(new ActionId.ReportQuestion(new RoundId(7)).ToString(), "Report")] });
        terminal.Bot.Answer = Answering();

        var screen = await terminal.RunAsync();

        Assert.Empty(terminal.Bot.Requests);
        Assert.Contains("A, B, C or D", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("in your own words", screen, StringComparison.Ordinal);
    }

    static TerminalDriver AtOpenQuestion(params string[] lines)
    {
        var terminal = TerminalDriver.Piped(lines);
        terminal.Bot.Start = () => Post(terminal, Cards.OpenQuestion());
        terminal.Bot.Answer = Answering();
        return terminal;
    }

    /// <summary>A bot that takes text, and remembers the first one for the second form.</summary>
    static Func<ChatRequest, Card?> Answering()
    {
        string? first = null;
        return request =>
        {
            switch (request.Input)
            {
                case PressInput press when ActionId.Parse(press.ActionId) is ActionId.Write write:
                    return Cards.Form(write.Round.Value, first);
                case FormInput form:
                    first ??= form.Text;
                    return Cards.Verdict(((ActionId.Write)ActionId.Parse(form.ActionId)!).Round.Value);
                default:
                    return Card.Plain("Hm.");
            }
        };
    }

    static Card? Post(TerminalDriver terminal, Card card)
    {
        terminal.Bot.Post(1, card);
        return null;
    }

    static string Describe(ChatRequest request) => $"{request.Speaker.Member}: {request.Input switch
    {
        PressInput press => $"press {press.ActionId}",
        FormInput form => $"{form.ActionId} \"{form.Text}\"",
        CommandInput command => command.Name,
        var other => throw new InvalidOperationException($"unexpected {other}"),
    }}";
}
