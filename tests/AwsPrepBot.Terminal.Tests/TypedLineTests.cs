using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Tests.Fakes;
using static AwsPrepBot.Terminal.Tests.Fakes.Talk;

namespace AwsPrepBot.Terminal.Tests;

/// <summary>What a typed line means, who says it, and what is none.</summary>
public sealed class TypedLineTests
{
    [Theory]
    [InlineData("b", "press answer:7:B")]
    [InlineData("B", "press answer:7:B")]
    [InlineData("  c) ", "press answer:7:C")]
    [InlineData("d.", "press answer:7:D")]
    [InlineData("hint", "press hint:7")]
    [InlineData("HINT", "press hint:7")]
    [InlineData("?", "help")]
    [InlineData("/prep", "")]
    [InlineData("/PREP Leaderboard Period = month s3", "leaderboard period=month s3")]
    public async Task A_line_is_a_letter_a_label_or_a_command(string line, string heard)
    {
        await using var terminal = AtQuestion(line);

        await terminal.RunAsync();

        Assert.Equal([$"ana: {heard}"], terminal.Bot.Requests.Select(Describe));
    }

    [Fact]
    public async Task A_line_that_names_somebody_is_said_by_them_and_the_next_one_by_the_usual_speaker_again()
    {
        await using var terminal = AtQuestion("@Ben A", "@ben B", "@BEN C", "D");

        await terminal.RunAsync();

        Assert.Equal(["ben: press answer:7:A", "ben: press answer:7:B", "ben: press answer:7:C", "ana: press answer:7:D"], terminal.Bot.Requests.Select(Describe));
        Assert.All(terminal.Bot.Requests.Take(3), request => Assert.Equal("Ben", request.Speaker.DisplayName));
        Assert.All(terminal.Bot.Requests, request => Assert.True(request.Speaker.IsAdmin));
        Assert.All(terminal.Bot.Requests, request => Assert.Equal("Europe/Berlin", request.Speaker.TimeZone));
        Assert.Equal(4, terminal.Bot.Requests.Select(request => request.Id).Distinct().Count());
    }

    [Fact]
    public async Task Two_runs_never_use_the_same_request_id()
    {
        await using var first = AtQuestion("a");
        await using var second = AtQuestion("a");

        await first.RunAsync();
        await second.RunAsync();

        Assert.NotEqual(first.Bot.Requests.Single().Id, second.Bot.Requests.Single().Id);
    }

    [Theory]
    [InlineData("leaderboard", "Did you mean /prep leaderboard?")]
    [InlineData("/today", "Did you mean /prep today?")]
    [InlineData("prep  Setup time=08:00", "Did you mean /prep setup time=08:00?")]
    [InlineData("/nonsense", "Did you mean /prep help?")]
    [InlineData("prep", "Did you mean /prep help?")]
    [InlineData("/", "Did you mean /prep help?")]
    [InlineData("E", "E is not among the answers: A, B, C or D.")]
    [InlineData("undo", "To answer, type A, B, C or D. For anything else type /prep help or ?.")]
    [InlineData("the second one", "To answer, type A, B, C or D. For anything else type /prep help or ?.")]
    [InlineData("/prep report reason=\"never closed", "A quotation mark is opened but not closed. Put \" at the end of what it holds.")]
    [InlineData("@ana", "What does ana say? Write it behind the name, for example @ana B.")]
    [InlineData("@ana   ", "What does ana say? Write it behind the name, for example @ana B.")]
    [InlineData("@ hello", "Whose line is this? Write the name right behind the @, for example: @ana B")]
    [InlineData("@a/b A", "\"a/b\" is no name here. Use 1 to 32 letters, digits, \".\", \"_\" or \"-\", for example ana.")]
    public async Task What_means_nothing_gets_one_helpful_line_and_does_not_reach_the_bot(string line, string answer)
    {
        await using var terminal = AtQuestion(line);

        var screen = await terminal.RunAsync();

        Assert.Empty(terminal.Bot.Requests);
        Assert.Equal(answer, screen.TrimEnd('\n').Split('\n')[^1]);
    }

    [Fact]
    public async Task A_letter_without_any_question_says_so()
    {
        await using var terminal = TerminalDriver.Piped("a");
        terminal.Bot.Answer = _ => Card.Plain("No question is open.");

        Assert.Contains("There is no question to answer just now. Type ? for what you can do.", await terminal.RunAsync());
    }

    [Fact]
    public async Task Empty_lines_are_ignored()
    {
        await using var terminal = AtQuestion("", "   ", "\t", "a");

        await terminal.RunAsync();

        Assert.Single(terminal.Bot.Requests);
    }

    [Theory]
    [InlineData("quit")]
    [InlineData("/quit")]
    [InlineData("Exit")]
    public async Task Quit_ends_before_the_next_line(string quit)
    {
        await using var terminal = AtQuestion("a", quit, "b");

        await terminal.RunAsync();

        Assert.Equal(["ana: press answer:7:A"], terminal.Bot.Requests.Select(Describe));
    }

    [Fact]
    public async Task An_oversize_line_is_refused_and_the_next_one_is_heard()
    {
        await using var terminal = AtQuestion(new string('a', 4001), "/prep " + new string('x', 100_000), "b");

        var screen = await terminal.RunAsync();

        Assert.Equal(["ana: press answer:7:B"], terminal.Bot.Requests.Select(Describe));
        Assert.Equal(2, screen.Split("That line is too long, so nothing of it was sent. A line may have 4,000 characters.").Length - 1);
    }
}
