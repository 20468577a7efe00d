using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using static AwsPrepBot.Terminal.Tests.Fakes.Talk;

namespace AwsPrepBot.Terminal.Tests;

public sealed class TerminalAdapterTests
{
    [Fact]
    public async Task The_start_opens_the_room_in_the_machines_zone_and_shows_welcome_notice_and_question_in_this_order()
    {
        await using var terminal = TerminalDriver.Piped();
        terminal.Bot.Start = () =>
        {
            terminal.Bot.Post(1, Cards.Question());
            return Card.Plain("Friday was skipped.");
        };

        var screen = await terminal.RunAsync();

        Assert.Equal((TerminalPlatform.Team, TerminalPlatform.Channel, "Europe/Berlin"), terminal.Bot.Room);
        Assert.StartsWith("AwsPrepBot: an AWS", screen, StringComparison.Ordinal);
        AssertInOrder(screen, "AwsPrepBot: an AWS", "Friday was skipped.", "DAILY QUESTION", "[ A ] [ B ] [ C ] [ D ]   [ Hint ]");
        Assert.Empty(terminal.Bot.Requests);
    }

    [Fact]
    public async Task A_question_posted_by_an_earlier_run_is_shown_at_the_start_and_anybody_can_answer_it()
    {
        await using var terminal = TerminalDriver.Piped("@ben b");
        terminal.Bot.Answer = request => request.Input is CommandInput ? Cards.Question() : Cards.Recorded;

        var screen = await terminal.RunAsync();

        Assert.Equal(["ana: today", "ben: press answer:7:B"], terminal.Bot.Requests.Select(Describe));
        AssertInOrder(screen, "DAILY QUESTION", "Recorded: B.");
    }

    [Fact]
    public async Task A_file_is_saved_beside_those_that_are_there_and_the_screen_says_where()
    {
        var folder = Directory.CreateTempSubdirectory("prepbot-");
        try
        {
            await using var terminal = TerminalDriver.PipedRaw(new StringReader("/prep privacy action=export\n"), saveTo: folder.FullName);
            File.WriteAllText(Path.Combine(folder.FullName, "all.zip"), "another");
            terminal.Bot.Answer = request => request.Input is CommandInput { Name: "privacy" }
                ? Card.Done("Here it is.") with { File = new CardFile("all.zip", "application/zip", new byte[] { 1, 2, 3 }) } : null;

            var screen = await terminal.RunAsync();

            AssertInOrder(screen, "Here it is.", $"Saved as {Path.Combine(folder.FullName, "all-2.zip")}.");
            Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(folder.FullName, "all-2.zip")));
            Assert.Equal("another", File.ReadAllText(Path.Combine(folder.FullName, "all.zip")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_saved_is_said_to_be_and_the_talk_goes_on()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await using var terminal = TerminalDriver.PipedRaw(new StringReader("/prep privacy action=export\n/prep help\n"), saveTo: nowhere);
        terminal.Bot.Answer = request => request.Input is CommandInput { Name: "privacy" }
            ? Card.Done("Here it is.") with { File = new CardFile("../all.zip", "application/zip", new byte[] { 1 }) } : null;

        var screen = await terminal.RunAsync();

        Assert.Contains($"Not saved: {nowhere} cannot be written", screen, StringComparison.Ordinal);
        Assert.Equal("help", ((CommandInput)terminal.Bot.Requests[^1].Input).Name);
        Assert.False(Path.Exists(Path.Combine(Path.GetTempPath(), "all.zip")));
    }

    [Fact]
    public async Task The_answer_comes_before_what_it_caused_in_the_channel_and_the_next_line_after_both()
    {
        await using var terminal = AtQuestion("/prep close", "/prep leaderboard");
        terminal.Bot.Answer = request =>
        {
            if (request.Input is CommandInput { Name: "close" })
                terminal.Bot.Edit(1, Cards.Result);
            return request.Input is CommandInput { Name: "close" } ? Card.Done("The question is closed.") : Cards.Board;
        };

        AssertInOrder(await terminal.RunAsync(), "The question is closed.", "· closed", "This week");
    }

    [Fact]
    public async Task A_line_starts_only_when_everything_the_previous_one_caused_is_on_the_screen()
    {
        var isWaitedFor = new TaskCompletionSource();
        var delivered = new TaskCompletionSource();
        var keyboard = new TypedInput();
        await using var terminal = TerminalDriver.PipedRaw(keyboard);
        terminal.Bot.Start = () => Post(terminal, Cards.Question());
        await terminal.StartAsync();
        await keyboard.AskedForMoreAsync();
        terminal.Bot.Deliver = () =>
        {
            isWaitedFor.TrySetResult();
            return delivered.Task;
        };

        keyboard.Type("a\nb\n");
        await isWaitedFor.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Single(terminal.Bot.Requests);
        delivered.SetResult();
        await keyboard.AskedForMoreAsync();

        Assert.Equal(2, terminal.Bot.Requests.Count);
        keyboard.End();
        await terminal.StoppedAsync();
    }

    [Fact]
    public async Task After_the_close_a_letter_still_presses_the_last_question_so_that_the_bot_can_say_that_it_is_closed()
    {
        await using var terminal = AtQuestion("/prep close", "c");
        terminal.Bot.Answer = request =>
        {
            if (request.Input is not CommandInput)
                return Card.Refusal("This question closed 2 hours ago.");
            terminal.Bot.Edit(1, Cards.Result);
            return null;
        };

        Assert.EndsWith("This question closed 2 hours ago.\n", await terminal.RunAsync());
        Assert.Equal("ana: press answer:7:C", Describe(terminal.Bot.Requests[^1]));
    }

    [Fact]
    public async Task A_newer_question_takes_over_the_letters_even_those_it_does_not_have()
    {
        await using var terminal = AtQuestion("/prep post", "a", "d", "hint");
        terminal.Bot.Answer = request => request.Input is CommandInput
            ? Post(terminal, Cards.Question(round: 8) with { Actions = [.. Cards.Question(round: 8).Actions.Take(2)] })
            : null;

        var screen = await terminal.RunAsync();

        Assert.Equal(["ana: post", "ana: press answer:8:A"], terminal.Bot.Requests.Select(Describe));
        AssertInOrder(screen, "D is not among the answers: A or B.", "To answer, type A or B.");
    }

    [Fact]
    public async Task The_buttons_of_an_answer_are_for_the_one_who_got_it()
    {
        await using var terminal = AtQuestion("/prep setup", "@ben undo", "undo");
        terminal.Bot.Answer = request => request.Input is CommandInput ? Cards.Setup : Card.Done("Undone.");

        await terminal.RunAsync();

        Assert.Equal(["ana: setup", "ana: press undo:3:2"], terminal.Bot.Requests.Select(Describe));
    }

    [Fact]
    public async Task A_request_that_was_answered_before_prints_nothing()
    {
        await using var terminal = AtQuestion("a");
        await using var silent = AtQuestion();

        Assert.Equal(await silent.RunAsync(), await terminal.RunAsync());
    }

    [Theory]
    [InlineData("?")]
    [InlineData("/prep")]
    [InlineData("@ben /prep help")]
    public async Task Help_says_also_what_is_particular_to_a_terminal(string line)
    {
        await using var terminal = AtQuestion(line);
        terminal.Bot.Answer = _ => Cards.Help;

        Assert.EndsWith(
            "Nobody sees your weak topics.\n\nAt a terminal you press a button by typing what is on it. A line that begins with @name is said by that person. quit ends.\n",
            await terminal.RunAsync());
    }

    [Fact]
    public async Task A_new_count_prints_nothing()
    {
        await using var terminal = AtQuestion("a");
        terminal.Bot.Answer = _ =>
        {
            terminal.Bot.Edit(1, Cards.Question(answered: 1));
            terminal.Bot.Edit(1, Cards.Question(answered: 1));
            return Cards.Recorded;
        };

        var screen = await terminal.RunAsync();

        Assert.Single(screen.Split("DAILY QUESTION")[1..]);
        Assert.EndsWith("Recorded: B. You can change it until the question closes in 21 hours.\n", screen);
    }

    [Fact]
    public void A_speaker_that_is_no_name_stops_the_wiring() => Assert.Contains(
        "\"a b\" is no name here.",
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTerminal(new TerminalOptions { SpeakAs = "a b" })).Message);

    [Fact]
    public async Task Nothing_is_read_before_the_program_has_started()
    {
        var keyboard = new TypedInput();
        await using (var terminal = TerminalDriver.Person(keyboard))
            Assert.Equal("", terminal.Screen);
        Assert.Equal(0, keyboard.Reads);
    }

    [Fact]
    public async Task When_nobody_reads_the_output_any_more_the_program_stops_and_posts_wait_for_the_next_start()
    {
        await using var terminal = TerminalDriver.PipedRaw(new StringReader("a\nb\n"), new ClosedOutput());
        terminal.Bot.Start = () => Post(terminal, Cards.Question());

        await terminal.StartAsync();
        await terminal.StoppedAsync();

        Assert.Empty(terminal.Bot.Requests);
        var result = await terminal.Bot.Platform.PostAsync(
            new Post(new DeliveryId(2), TerminalPlatform.Team, TerminalPlatform.Channel, Cards.Question()), TestContext.Current.CancellationToken);
        Assert.IsType<SendResult.Later>(result);
    }
}
