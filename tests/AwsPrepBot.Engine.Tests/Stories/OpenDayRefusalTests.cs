using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static AwsPrepBot.Engine.Tests.Stories.OpenDayScene;

namespace AwsPrepBot.Engine.Tests.Stories;

/// <summary>What is no answer to an open question: refused in a line, and nothing of it lost or leaked.</summary>
public sealed class OpenDayRefusalTests
{
    [Fact]
    public async Task What_is_too_long_or_nothing_at_all_is_refused_and_takes_up_no_try()
    {
        await using var bot = await OpenQuestionAsync();
        Contains("Not recorded: your answer has 3001 characters and 3000 fit.", await bot.WriteAsync("ana", new string('x', 3001)));
        Contains("Not recorded: nothing was written.", await bot.WriteAsync("ana", " \n\t\u200B "));
        Assert.Equal("", await StoredAsync(bot));
        Contains("50 / 100", await bot.WriteAsync("ana", One + new string('.', 3000 - One.Length)));
    }

    [Fact]
    public async Task A_withdrawn_question_takes_no_answers_and_gives_no_points()
    {
        await using var bot = await OpenQuestionAsync();
        var form = await bot.PressAsync("ben", "Answer");
        await bot.WriteAsync("ana", One);
        var round = (await bot.Services.GetRequiredService<IRoundStore>().OpenInAsync(BotFixture.Team, BotFixture.Channel, Token))[0];
        await bot.PrepAsync("admin", "close");
        await bot.Services.GetRequiredService<RoundService>().VoidAsync(BotFixture.Team, round.Id, Token);
        Contains("This question was withdrawn and counts for nothing.", await bot.SendAsync("ben", form!, Both));
        await bot.DeliverAsync();
        Contains("withdrawn", bot.Chat.Messages[0].Card);
        Assert.Equal([0], bot.Database.Query<long>("SELECT SUM(points) FROM ledger"));
    }

    [Fact]
    public async Task A_forged_button_or_form_changes_nothing()
    {
        await using var bot = await OpenQuestionAsync();
        var round = (await bot.Services.GetRequiredService<IRoundStore>().OpenInAsync(BotFixture.Team, BotFixture.Channel, Token))[0].Id;
        Contains("answered in your own words: press Answer.", await bot.DoAsync("ana", new PressInput(new ActionId.Answer(round, 'A').ToString())));
        Contains("That form belongs to no question here.", await bot.DoAsync("ana", new FormInput("write:abc", One)));
        Contains("That form belongs to no question here.", await bot.DoAsync("ana", new FormInput(new ActionId.Hint(round).ToString(), One)));
        Contains("belongs to no question here", await bot.DoAsync("ana", new FormInput(new ActionId.Write(new RoundId(42)).ToString(), One)));
        var elsewhere = new ChatRequest(
            new RequestId("x"), BotFixture.Team, new ChannelId("other"), new Speaker(new MemberId("ana"), "Ana", false), new FormInput(new ActionId.Write(round).ToString(), One));
        Contains("belongs to no question here", await bot.Services.GetRequiredService<IPrepBot>().HandleAsync(elsewhere, Token));
        Contains("belongs to no question here", await bot.Services.GetRequiredService<IPrepBot>().HandleAsync(
            elsewhere with { Team = new TeamId("fake:other"), Channel = BotFixture.Channel }, Token));
        Assert.Equal("", await StoredAsync(bot));
    }

    [Fact]
    public async Task A_question_with_letters_takes_no_text()
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(3));
        await bot.PrepAsync("admin", "setup");
        await bot.PrepAsync("admin", "post");
        await bot.DeliverAsync();
        var round = (await bot.Services.GetRequiredService<IRoundStore>().OpenInAsync(BotFixture.Team, BotFixture.Channel, Token))[0].Id;
        Contains("This question is answered with a letter.", await bot.DoAsync("ana", new FormInput(new ActionId.Write(round).ToString(), One)));
        Contains("This question is answered with a letter.", await bot.DoAsync("ana", new PressInput(new ActionId.Write(round).ToString())));
    }

    [Fact]
    public async Task A_text_that_cannot_be_saved_goes_back_to_its_author_and_nothing_of_it_is_ever_logged()
    {
        var lines = new LogLines();
        await using var bot = await OpenQuestionAsync(configure: services => services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(lines))
            .AddSingleton<IOpenAnswerStore, BrokenStore>());
        var refusal = await bot.WriteAsync("ana", "My secret *answer* to it.");
        Contains("Not recorded: the bot could not save it just now.", refusal);
        Contains("You wrote:\nMy secret *answer* to it.", refusal);
        await bot.StopAsync();
        Assert.NotEmpty(lines.At(LogLevel.Trace));
        Assert.DoesNotContain(lines.At(LogLevel.Trace), line => line.Contains("secret", StringComparison.Ordinal));
    }

    /// <summary>A store on a full disk.</summary>
    sealed class BrokenStore : IOpenAnswerStore
    {
        public Task<OpenAnswer?> FindAsync(TeamId team, RoundId round, MemberId member, CancellationToken cancellationToken) => Task.FromResult<OpenAnswer?>(null);

        public Task<OpenSubmitResult> SubmitAsync(OpenSubmission submission, CancellationToken cancellationToken) =>
            throw new IOException($"The disk is full; not written: {submission}.");
    }
}
