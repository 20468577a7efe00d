using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Tests.Fakes;
using static AwsPrepBot.Terminal.Tests.Fakes.Talk;

namespace AwsPrepBot.Terminal.Tests;

/// <summary>A person types while messages come.</summary>
public sealed class PromptTests
{
    [Fact]
    public async Task A_post_while_a_person_is_at_the_prompt_is_shown_above_a_new_prompt_and_what_was_typed_counts()
    {
        var keyboard = new TypedInput();
        await using var terminal = TerminalDriver.Person(keyboard);
        terminal.Bot.Start = () => Post(terminal, Cards.Question());
        await terminal.StartAsync();
        await keyboard.AskedForMoreAsync();
        Assert.EndsWith("\n Type A, B, C or D to answer; hint; ? for help.\n\nana ▸ ", terminal.Screen);

        keyboard.Type("/prep lead");
        await keyboard.AskedForMoreAsync();
        terminal.Bot.Post(2, Cards.Question(round: 8));
        Assert.EndsWith("ana ▸ \n\n" + new string('─', 80) + "\n\n DAILY QUESTION", terminal.Screen[..(terminal.Screen.LastIndexOf("DAILY QUESTION", StringComparison.Ordinal) + 14)]);
        Assert.EndsWith("[ A ] [ B ] [ C ] [ D ]   [ Hint ]\n\nana ▸ ", terminal.Screen);

        keyboard.Type("erboard\n");
        await keyboard.AskedForMoreAsync();
        Assert.Equal(["ana: leaderboard"], terminal.Bot.Requests.Select(Describe));

        keyboard.Type("a\n");
        await keyboard.AskedForMoreAsync();
        Assert.Equal("ana: press answer:8:A", Describe(terminal.Bot.Requests[^1]));
        keyboard.End();
        await terminal.StoppedAsync();
    }

    [Fact]
    public async Task A_new_count_does_not_disturb_a_person_who_is_typing()
    {
        var keyboard = new TypedInput();
        await using var terminal = TerminalDriver.Person(keyboard);
        terminal.Bot.Start = () => Post(terminal, Cards.Question());
        await terminal.StartAsync();
        await keyboard.AskedForMoreAsync();
        var before = terminal.Screen;

        terminal.Bot.Edit(1, Cards.Question(answered: 3));

        Assert.Equal(before, terminal.Screen);
        keyboard.End();
        await terminal.StoppedAsync();
    }

    [Fact]
    public async Task A_person_sees_a_margin_a_rule_between_cards_and_is_told_once_how_to_press_a_button()
    {
        var keyboard = new TypedInput();
        await using var terminal = TerminalDriver.Person(keyboard);
        terminal.Bot.Start = () => Post(terminal, Card.Plain("Nothing today."));
        terminal.Bot.Answer = _ => Card.Done("Done.") with { Actions = Cards.Setup.Actions };
        await terminal.StartAsync();
        keyboard.Type("/prep setup\n/prep setup\n");
        await keyboard.AskedForMoreAsync();
        keyboard.End();
        await terminal.StoppedAsync();

        // The typed lines themselves are written by the terminal, not by us.
        Assert.Equal(
            $"""
             AwsPrepBot: an AWS interview question every working day. ? helps, quit ends.

            {new string('─', 80)}

             Nothing today.

            {new string('─', 80)}

             Done.
             [ Undo ]
             Type undo to press it.

            ana ▸{' '}
             Done.
             [ Undo ]

            ana ▸{' '}
             Done.
             [ Undo ]

            ana ▸{' '}

            """, terminal.Screen);
    }

    [Fact]
    public async Task Stopping_the_program_at_the_prompt_ends_the_line_and_asks_nothing_more()
    {
        var keyboard = new TypedInput();
        await using var terminal = TerminalDriver.Person(keyboard);
        terminal.Bot.Start = () => Post(terminal, Cards.Question());
        await terminal.StartAsync();
        await keyboard.AskedForMoreAsync();

        await terminal.StopAsync();

        Assert.EndsWith("\n\nana ▸ \n", terminal.Screen);
        Assert.Empty(terminal.Bot.Requests);
        keyboard.End();
    }
}
