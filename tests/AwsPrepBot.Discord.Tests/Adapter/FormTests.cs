using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>Open questions: a button, a form, a verdict for that person alone.</summary>
public sealed class FormTests
{
    const string Both = "Buckets keep every version. Deletes add a marker.";
    const string One = "Buckets keep every version.";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static Task<DiscordBot> StartAsync() => DiscordBot.StartAsync(services => services.AddSingleton<IAnswerGrader>(new LiteralGrader()));

    static async Task<FakeInteraction> OpenAsync(DiscordBot bot, FakeMember member, FakeMessage message, string label = "Answer")
    {
        var press = await bot.Discord.PressLabelAsync(member, message, label);
        await press.ModalAsync(Cancel);
        return press;
    }

    static Task<FakeInteraction> SendAsync(DiscordBot bot, FakeInteraction opened, string text, bool legacy = false) =>
        bot.Discord.SubmitModalAsync(opened, new Dictionary<string, string> { ["text"] = text }, legacy);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_press_opens_a_form_and_what_is_written_gets_its_verdict_for_that_person_alone(bool legacy)
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        Assert.Equal(["Answer", "Hint", "Report"], question.Buttons.Select(button => button.Label));

        var press = await OpenAsync(bot, bot.Ana, question);
        Assert.Equal(9, press.AnswerType);
        Assert.Equal("Answer in your own words", (string?)press.Modal!["title"]);
        Assert.Contains("Tell me about q", press.Modal["components"]![0]!["content"]!.ToString(), StringComparison.Ordinal);
        var sent = await SendAsync(bot, press, One, legacy);
        var verdict = await sent.MessageAsync(Cancel);

        Assert.Equal(4, sent.AnswerType);
        Assert.Equal(bot.Ana.User, verdict.OnlyFor);
        Assert.Contains("50 / 100 · 1 of 2 points covered", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("`✓` Buckets keep every version. *“Buckets keep every version”*", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("`✗` Deletes add a marker.", verdict.Text, StringComparison.Ordinal);
        Assert.Equal(["Improve once"], verdict.Buttons.Select(button => button.Label));
        Assert.Equal([$"{bot.Ana.User.Id} {One}"], bot.Database.Query<string>("SELECT member || ' ' || text FROM open_answers"));
        await bot.Discord.EditedAsync(question, message => message.Text.Contains("1 answered", StringComparison.Ordinal), Cancel);
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task The_second_form_holds_the_first_try_and_the_result_shows_the_better_one()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        var verdict = await (await SendAsync(bot, await OpenAsync(bot, bot.Ana, question), One)).MessageAsync(Cancel);

        var again = await OpenAsync(bot, bot.Ana, verdict, "Improve once");
        Assert.Equal(One, (string?)again.Modal!["components"]![1]!["component"]!["value"]);
        var second = await (await SendAsync(bot, again, Both)).MessageAsync(Cancel);

        Assert.Contains("your second try counts, 100 instead of 50", second.Text, StringComparison.Ordinal);
        Assert.Empty(second.Buttons);
        Assert.Contains("You have had both tries", (await bot.PressAsync(bot.Ana, verdict, "Improve once")).Text, StringComparison.Ordinal);
        await bot.AskAsync(bot.Admin, "close");
        await bot.Discord.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);
        Assert.Contains("1 answered · 100 of 100 on average · ana (+10)", question.Text, StringComparison.Ordinal);
        Assert.Contains("**For example: **", question.Text.Replace("**For example:** ", "**For example: **", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["Report"], question.Buttons.Select(button => button.Label));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_late_press_gets_no_form_and_a_late_text_is_told_that_it_is_closed()
    {
        await using var bot = await StartAsync();
        await bot.QuestionAsync("open");
        var own = await bot.AskAsync(bot.Ana, "today"); // its button stays when the channel's is gone
        var form = await OpenAsync(bot, bot.Ana, own);
        await bot.AskAsync(bot.Admin, "close");

        Assert.Contains("This question closed", (await bot.PressAsync(bot.Ana, own, "Answer")).Text, StringComparison.Ordinal);
        Assert.Contains("Late answers score no points; yours would have earned 100 of 100.", (await (await SendAsync(bot, form, Both)).MessageAsync(Cancel)).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Query<string>("SELECT member FROM open_answers"));
        Assert.Empty(bot.Discord.Violations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_delivery_of_a_form_has_no_effect_and_gets_no_response(bool afterRestart)
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        var sent = await SendAsync(bot, await OpenAsync(bot, bot.Ana, question), One);
        await sent.MessageAsync(Cancel);
        if (afterRestart)
        {
            await bot.StopAsync();
            await bot.StartAgainAsync();
        }

        var responses = bot.Responses();
        await bot.Discord.RedeliverAsync(sent);
        await (await SendAsync(bot, await OpenAsync(bot, bot.Ben, question), One)).MessageAsync(Cancel);
        await bot.StopAsync();

        Assert.Equal(responses + 2, bot.Responses());
        Assert.Equal([1L, 1L], bot.Database.Query<long>("SELECT tries FROM open_answers"));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_text_that_takes_long_to_store_is_promised_its_verdict_and_gets_it()
    {
        await using var bot = await StartAsync();
        var question = await bot.QuestionAsync("open");
        var opened = await OpenAsync(bot, bot.Ana, question);
        FakeInteraction sent;
        using (bot.Stall())
        {
            sent = await SendAsync(bot, opened, Both);
            await bot.Time.PassAsync(InteractionDesk.Direct);
            Assert.Equal(5, await sent.AnsweredAsync(Cancel));
        }

        Assert.Contains("100 / 100", (await sent.MessageAsync(Cancel)).Text, StringComparison.Ordinal);
        Assert.Equal(bot.Ana.User, (await sent.MessageAsync(Cancel)).OnlyFor);
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_form_that_cannot_be_opened_in_time_is_said_and_never_promised()
    {
        var hold = new TaskCompletionSource();
        SlowBot? slow = null;
        await using var bot = await DiscordBot.StartAsync(services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IPrepBot)).ImplementationType!;
            services.AddSingleton<IPrepBot>(provider => slow = new SlowBot((IPrepBot)ActivatorUtilities.CreateInstance(provider, real)));
        });
        var question = await bot.QuestionAsync("open");
        slow!.Hold = hold.Task;

        var press = await bot.Discord.PressLabelAsync(bot.Ana, question, "Answer");
        await bot.Time.PassAsync(InteractionDesk.Direct);

        Assert.Contains("The form could not be opened just now. Please press again in a moment.", (await press.MessageAsync(Cancel)).Text, StringComparison.Ordinal);
        Assert.Equal(4, press.AnswerType);
        hold.SetResult();
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task What_is_written_is_shown_as_it_was_typed_pings_nobody_and_is_in_no_log()
    {
        await using var bot = await DiscordBot.StartAsync(services => services.AddSingleton<IAnswerGrader>(new QuotingGrader()));
        var question = await bot.QuestionAsync("open");

        var verdict = await (await SendAsync(bot, await OpenAsync(bot, bot.Ana, question), "@everyone **zebra** <@1> [x](https://evil.example) `y`")).MessageAsync(Cancel);

        Assert.Contains("\\@everyone \\*\\*zebra\\*\\* \\<\\@1> \\[x\\](https\\://evil.example) \\`y\\`", verdict.Text, StringComparison.Ordinal);
        await bot.StopAsync();
        Assert.DoesNotContain(bot.Log.At(LogLevel.Trace), line => line.Contains("zebra", StringComparison.Ordinal));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task A_forged_form_is_refused_and_changes_nothing()
    {
        await using var bot = await StartAsync();
        await bot.QuestionAsync("open");
        var round = bot.Database.Query<long>("SELECT id FROM rounds")[0];
        ChatInput Read(string customId, JsonNode? components) => Assert.IsType<Asked.Request>(InteractionReader.Read(
            Forged.Read(Forged.Interaction(bot, bot.Ana, 5, new JsonObject { ["custom_id"] = customId, ["components"] = components })))).Chat.Input;
        JsonArray Field(string id, string? value) => new(new JsonObject { ["type"] = 18, ["component"] = new JsonObject { ["type"] = 4, ["custom_id"] = id, ["value"] = value } });

        Assert.Equal("x", Assert.IsType<FormInput>(Read($"write:{round}", Field("text", "x"))).Text);
        Assert.Equal("", Assert.IsType<FormInput>(Read($"write:{round}", Field("other", "x"))).Text);
        Assert.Equal("", Assert.IsType<FormInput>(Read($"write:{round}", Field("text", null))).Text);
        Assert.Equal("", Assert.IsType<FormInput>(Read($"write:{round}", null)).Text);
        Assert.Equal(4000, Assert.IsType<FormInput>(Read($"write:{round}", Field("text", new string('x', 9000)))).Text.Length);
        Assert.Equal(4000, Assert.IsType<FormInput>(Read(new string('w', 9000), Field("text", "x"))).ActionId.Length);
    }

    /// <summary>The bot, answering once what it waits for is there.</summary>
    sealed class SlowBot(IPrepBot bot) : IPrepBot
    {
        public Task Hold { get; set; } = Task.CompletedTask;

        public async Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            await Hold.WaitAsync(cancellationToken);
            return await bot.HandleAsync(request, cancellationToken);
        }

        public Task<Card?> StartRoomAsync(TeamId team, ChannelId channel, string zone, CancellationToken cancellationToken) =>
            bot.StartRoomAsync(team, channel, zone, cancellationToken);

        public Task WhenDeliveredAsync(string platform, CancellationToken cancellationToken) => bot.WhenDeliveredAsync(platform, cancellationToken);
    }

    /// <summary>Quotes all that was written.</summary>
    sealed class QuotingGrader : IAnswerGrader
    {
        public ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken) =>
            new(new Verdict(50, [.. question.Rubric.Select(point => new PointVerdict(point.Point, point.Weight, Coverage.Partly, answer))], [], "Go on."));
    }
}
