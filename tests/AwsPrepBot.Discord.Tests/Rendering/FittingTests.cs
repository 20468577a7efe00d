using AwsPrepBot.Discord.Rendering;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>Whatever question passes lint, and whoever answers it, its messages are sent whole.</summary>
public sealed class FittingTests
{
    const int LongestDescription = 4096, LongestContent = 2000, TextsOfQuestion = 11;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Every_question_of_the_bank_fits_in_each_of_its_states() => FitsAsync(PublishedBank.Load());

    [Fact]
    public Task The_largest_questions_that_pass_lint_fit_whatever_signs_they_are_made_of() => FitsAsync(Largest());

    [Fact]
    public Task Reports_on_every_question_of_the_bank_fit_and_so_do_their_corrections() => ReportsFitAsync(PublishedBank.Load());

    [Fact]
    public Task Reports_on_the_largest_questions_fit_and_so_do_their_corrections() => ReportsFitAsync(Largest());

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one two three", 10, "one two…")]
    [InlineData("abcdefghijkl", 10, "abcdefghi…")]
    [InlineData("abcdefgh😀kl", 10, "abcdefgh…")]
    [InlineData(@"abcdefgh\*kl", 10, "abcdefgh…")]
    [InlineData(@"abcdef\\\*kl", 10, @"abcdef\\…")]
    public void A_cut_leaves_no_half_character_and_no_half_escape(string text, int most, string cut) => Assert.Equal(cut, Fitting.Cut(text, most));

    static async Task FitsAsync(QuestionBank bank)
    {
        await using var bot = await BotFixture.StartAsync(Token, bank);
        await bot.PrepAsync("admin", "setup");
        for (var asked = 0; asked < bank.All.Count; asked++)
        {
            Assert.Contains("is on its way", CardText.Of((await bot.PrepAsync("admin", "post"))!), StringComparison.Ordinal);
            await bot.DeliverAsync();
            AssertFits(bot.Chat.Messages[^1].Card);
            AssertFits((await bot.PrepAsync("ana", "today"))!);
            if (bot.Chat.Messages[^1].Card.Actions.Any(action => action.Label == "Hint"))
                AssertFits((await bot.PressAsync("ana", "Hint"))!);
            var (right, _) = await bot.LettersAsync();
            await Task.WhenAll(Enumerable.Range(0, 12).Select(person => AnswerAsync(bot, person, right)));
            await bot.PrepAsync("admin", "close");
            await bot.DeliverAsync();
            Assert.Contains("12 answered", AssertFits(bot.Chat.Messages[^1].Card), StringComparison.Ordinal);
        }

        Assert.Equal(bank.All.Count, bot.Chat.Messages.Count);
        AssertFits((await bot.PrepAsync("ana", "leaderboard"))!);
        // The first question of a week tells of the last one, and names three people.
        await bot.GoToAsync(Instant.FromUtc(2026, 11, 30, 8, 30));
        Assert.Contains("Last week", new DiscordRenderer().Render(bot.Chat.Messages[^1].Card, null).Content, StringComparison.Ordinal);
        AssertFits(bot.Chat.Messages[^1].Card);
    }

    static async Task ReportsFitAsync(QuestionBank bank)
    {
        await using var bot = await BotFixture.StartAsync(Token, bank);
        await bot.PrepAsync("admin", "setup");
        for (var asked = 0; asked < bank.All.Count; asked++)
        {
            Assert.Contains("is on its way", CardText.Of((await bot.PrepAsync("admin", "post"))!), StringComparison.Ordinal);
            await bot.DeliverAsync();
            var question = bot.Chat.Messages.Count - 1;
            await AnswerAsync(bot, 1, "B");
            await bot.PrepAsync("admin", "close");
            await bot.DeliverAsync();
            await bot.SendAsync("m1", (await bot.PressAsync("m1", bot.Chat.Messages[question].Card, "Report"))!, new string("_*~|"[asked % 4], ReportRules.LongestReason));
            var report = (await bot.PrepAsync("admin", "reports"))!;
            AssertFits(report);
            var choice = (await bot.PressAsync("admin", report, "Accept"))!;
            AssertFits(choice);
            await bot.PressAsync("admin", choice, choice.Actions.First(action => action.Label.EndsWith("is right", StringComparison.Ordinal)).Label);
            await bot.DeliverAsync();
            Assert.Contains("Corrected: ", AssertFits(bot.Chat.Messages[question].Card), StringComparison.Ordinal);
            AssertFits(bot.Chat.Messages[^1].Card);
        }

        Assert.Equal(2 * bank.All.Count, bot.Chat.Messages.Count);
    }

    /// <summary>Names as bad as they come: each sign wants an escape, longer than any name may be, and no two alike.</summary>
    static Task<Card?> AnswerAsync(BotFixture bot, int person, string letter)
    {
        var card = bot.Chat.Messages[^1].Card;
        var button = card.Actions.OfType<ButtonAction>().SingleOrDefault(action => action.Label == letter)
            ?? throw new InvalidOperationException($"No {letter} under: {CardText.Of(card)}\nThe bot said: {string.Join('\n', bot.Log.At(LogLevel.Warning))}");
        var name = $"{(char)('a' + person)}{new string("_*~|"[person % 4], 4000)}";
        return bot.Services.GetRequiredService<IPrepBot>().HandleAsync(
            new ChatRequest(new RequestId($"{button.Id}-{person}"), BotFixture.Team, BotFixture.Channel, new Speaker(new MemberId($"m{person}"), name, false), new PressInput(button.Id)), Token);
    }

    internal static string AssertFits(Card card)
    {
        var text = Layout.Text(card);
        Assert.True(text.Length <= LongestDescription, $"{text.Length} characters: {card.Title}");
        var lead = card.Lead is null ? "" : DiscordText.Line(card.Lead);
        Assert.True(lead.Length <= LongestContent, $"{lead.Length} characters: {card.Lead}");
        return text;
    }

    /// <summary>Questions that take as much room as lint lets them, of plain letters, of markup, of foreign script.</summary>
    internal static QuestionBank Largest()
    {
        string[] alphabets =
        [
            "x", "*", "_", "`", "\\", "<@1>", "[a](https://b.cd) ", "**b** ", "*i* `c` ", "`a` ", "| ", "\u05D0 ", "😀", "&lt;", "1. ", "> ", "# ", "- a\n", "https://a.bc/()* ", "<https://a.bc> ",
        ];
        var reference = new Uri("https://docs.aws.amazon.com/" + new string('(', 100) + new string('*', 100) + ".html");
        // Each alphabet alone, then mixed: every text of a question of another one.
        var alone = alphabets.Select(piece => Enumerable.Repeat(piece, TextsOfQuestion));
        var mixed = alphabets.Select((_, first) => Enumerable.Range(0, TextsOfQuestion).Select(text => alphabets[(first + (7 * text)) % alphabets.Length]));
        var largest = alone.Concat(mixed).Select((pieces, index) => Largest($"q{index}", [.. pieces], reference)).ToList();
        Assert.All(largest.Select(LengthOf), length => Assert.InRange(length, MessageLimits.Description - 100, MessageLimits.Description));
        return new QuestionBank(largest);
    }

    static int LengthOf(Question question) => MessageLimits.ResultLength(
        question.Choice!.Prompt, question.Choice.Options.Select(option => (option.Text, option.Why)), question.References[0].AbsoluteUri);

    static Question Largest(string id, string[] pieces, Uri reference)
    {
        Question Sized(int prompt, int option, int why) => Builders.Question(id) with
        {
            Topics = [new string('t', 32)],
            Level = Level.Architect,
            Hint = Filled(pieces[0], MessageLimits.Hint),
            References = [reference],
            Choice = new ChoiceQuestion(Filled(pieces[0], prompt),
                [.. "abcde".Select((letter, index) => new QuestionOption($"{letter}", Filled(pieces[1 + index], option), index == 2, Filled(pieces[6 + index], why)))]),
        };

        // Each text grows to its own limit while all together still fit.
        var (prompt, option, why) = (1, 1, 1);
        while (why < MessageLimits.Why && LengthOf(Sized(prompt, option, why + 1)) <= MessageLimits.Description)
            why++;
        while (option < MessageLimits.Option && LengthOf(Sized(prompt, option + 1, why)) <= MessageLimits.Description)
            option++;
        while (prompt < MessageLimits.ChoicePrompt && LengthOf(Sized(prompt + 1, option, why)) <= MessageLimits.Description)
            prompt++;
        return Sized(prompt, option, why);
    }

    /// <summary>A letter first: a line of stars alone is a rule, not a text.</summary>
    static string Filled(string piece, int length) => "w" + string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..(length - 1)];
}
