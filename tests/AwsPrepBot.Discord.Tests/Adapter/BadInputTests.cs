using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Gateway;
using AwsPrepBot.TestKit.Discord;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Discord.Tests.Adapter;

/// <summary>What nobody's client sends: it breaks no rule, is logged without its content, and the next press is served.</summary>
public sealed class BadInputTests
{
    const string Marker = "zq-content-of-a-person";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forged_custom_ids_are_refused_and_store_nothing()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var real = question.Button("A").CustomId!;
        foreach (var forged in (string?[])[
            null, "", " ", real + ":A", real[..^1] + "F", real[..^1] + "a", real.Replace("answer", "grade", StringComparison.Ordinal), "answer::A", "answer:-1:A", "answer:0:A",
            "answer:99999999999999999999:A", "answer:1:A", "answer:１:A", $"answer:{real.Split(':')[1]} :A", "hint:5", "answer:1:A' OR 1=1 --", new string('a', 5000), "\u202e\0"])
        {
            var body = await bot.RefusalAsync(Forged.Press(bot, bot.Ana, forged));
            Assert.Contains("belongs to no", body, StringComparison.Ordinal);
        }

        Assert.Empty(bot.Database.Query<string>("SELECT member FROM answers"));
        await StillServesAsync(bot, question);
    }

    [Fact]
    public async Task Ids_of_another_servers_round_and_schedule_are_refused()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var strangers = bot.Discord.AddGuild("Strangers");
        var (place, stranger) = (bot.Discord.AddChannel(strangers), bot.Discord.AddMember(strangers, "eve", admin: true));
        var undo = (await bot.AskAsync(bot.Admin, "setup", ("timezone", "UTC"))).Button("Undo").CustomId;
        JsonObject There(string? id) => Forged.Press(bot, stranger, id).With("guild_id", $"{strangers.Id}").With("channel_id", $"{place.Id}")
            .With("authorizing_integration_owners", new JsonObject { ["0"] = $"{strangers.Id}" });

        Assert.Contains("belongs to no question here", await bot.RefusalAsync(There(question.Button("A").CustomId)), StringComparison.Ordinal);
        Assert.Contains("belongs to no question here", await bot.RefusalAsync(There(question.Button("Hint").CustomId)), StringComparison.Ordinal);
        Assert.Contains("belongs to no schedule here", await bot.RefusalAsync(There(undo)), StringComparison.Ordinal);
        var elsewhere = bot.Discord.AddChannel(bot.Guild, "elsewhere");
        Assert.Contains("belongs to no question here", await bot.RefusalAsync(
            Forged.Press(bot, bot.Ana, question.Button("A").CustomId).With("channel_id", $"{elsewhere.Id}")), StringComparison.Ordinal);

        Assert.Empty(bot.Database.Query<string>("SELECT member FROM answers"));
        await StillServesAsync(bot, question);
    }

    [Fact]
    public async Task What_does_not_come_from_a_servers_channel_is_told_where_the_bot_works()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var id = question.Button("A").CustomId;
        foreach (var payload in (JsonObject[])[
            Forged.Press(bot, bot.Ana, id).With("context", 1), Forged.Press(bot, bot.Ana, id).With("context", 99), Forged.Press(bot, bot.Ana, id).Without("guild_id"),
            Forged.Press(bot, bot.Ana, id).Without("member"), Forged.Press(bot, bot.Ana, id).Without("channel_id"),
            Forged.Press(bot, bot.Ana, id).With("member", new JsonObject { ["nick"] = "nobody" }),
            Forged.Press(bot, bot.Ana, id).With("authorizing_integration_owners", new JsonObject { ["1"] = "5" })])
            Assert.Contains("I work in a server's channels", await bot.RefusalAsync(payload), StringComparison.Ordinal);

        Assert.Empty(bot.Database.Query<string>("SELECT member FROM answers"));
    }

    [Fact]
    public async Task Commands_that_were_never_offered_are_refused()
    {
        await using var bot = await DiscordBot.StartAsync();
        foreach (var (payload, says) in ((JsonObject, string)[])[
            (Forged.Command(bot, bot.Ana, "quizz"), "There is no"),
            (Forged.Command(bot, bot.Ana, $"@everyone {new string('x', 4000)}"), "There is no"),
            (Forged.Command(bot, bot.Ana, "today", Forged.Option("surprise", "1")), "surprise"),
            (Forged.Command(bot, bot.Admin, "setup", Forged.Option("timezone", "UTC"), Forged.Option("time", 5, type: 4)), "HH:mm"),
            (Forged.Command(bot, bot.Admin, "setup", Forged.Option("timezone", new JsonObject { ["a"] = 1 })), "no time zone"),
            (Forged.Command(bot, bot.Admin, "setup", Forged.Option("channel", "general", type: 7)), "no channel of this server"),
            (Forged.Interaction(bot, bot.Ana, 2, new JsonObject { ["name"] = "ban", ["id"] = "1", ["type"] = 1 }), "no command of mine"),
            (Forged.Interaction(bot, bot.Ana, 2, null), "no command of mine"),
            (Forged.Interaction(bot, bot.Ana, 5, new JsonObject { ["custom_id"] = "answer:1:A", ["components"] = new JsonArray() }), "belongs to no question")])
            Assert.Contains(says, await bot.RefusalAsync(payload), StringComparison.Ordinal);

        Assert.Empty(bot.Database.Query<string>("SELECT channel FROM schedules"));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task Payloads_that_cannot_be_read_are_counted_and_logged_without_what_they_hold()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var deep = new string('[', 200) + new string(']', 200);
        foreach (var payload in (JsonObject[])[
            Forged.Press(bot, bot.Ana, Marker).With("id", Marker), Forged.Press(bot, bot.Ana, Marker).Without("token"), Forged.Press(bot, bot.Ana, Marker).With("type", Marker),
            Forged.Press(bot, bot.Ana, Marker).With("data", new JsonArray(Marker)), Forged.Press(bot, bot.Ana, Marker).With("member", new JsonObject { ["user"] = Marker }),
            Forged.Press(bot, bot.Ana, Marker).With("guild_id", new JsonObject { [Marker] = 1 })])
            bot.Discord.Dispatch("INTERACTION_CREATE", payload);
        bot.Discord.Dispatch($"{Marker}", new JsonObject { ["x"] = Marker });
        bot.Discord.SendRaw($$"""{"op":77,"d":"{{Marker}}"}""");
        bot.Discord.SendRaw($$"""{"op":0,"t":"INTERACTION_CREATE","d":{{deep}}}""");
        bot.Discord.SendRaw($"{{\"op\":0,\"t\":\"{Marker}\"");
        bot.Discord.SendRaw("{\"op\":0,\"d\":\"" + new string('x', 10_000_000) + "\"}");

        await StillServesAsync(bot, question);
        var counters = ((GatewayClient)bot.Get<IDiscordGateway>()).Counters;
        Assert.Equal(6, counters.Malformed["INTERACTION_CREATE"]);
        Assert.Equal(2, counters.Malformed["frame"]);
        Assert.Equal(1, counters.Unknown["op77"]);
        Assert.Equal(1, counters.Dropped["too_large"]);
        Assert.Equal(1, bot.Discord.Identifies);
        Assert.Equal(0, bot.Discord.Resumes);
        Assert.DoesNotContain(bot.Log.At(LogLevel.Information), line => line.Contains(Marker, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_interaction_of_a_kind_to_come_is_left_alone()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        var responses = bot.Responses();

        bot.Discord.Dispatch("INTERACTION_CREATE", Forged.Interaction(bot, bot.Ana, 42, new JsonObject()));
        await bot.Log.UntilAsync(line => line.Contains("An interaction of type 42", StringComparison.Ordinal), Cancel);

        Assert.Equal(responses, bot.Responses());
        await StillServesAsync(bot, question);
    }

    [Fact]
    public async Task What_is_typed_comes_back_harmless()
    {
        await using var bot = await DiscordBot.StartAsync();
        foreach (var typed in (string[])[
            "@everyone", "<@1> <@&2> <#3>", "**bold** _it_ ~~no~~ ||spoiler||", "```\ncode\n```", "`", "# big", "[link](https://evil.example)", "https://evil.example",
            "\u202egnp.exe", "\u200b\u0000\u001b[31m", string.Concat(Enumerable.Repeat("@everyone <@1> `", 250)), new string('\ud83d', 30)])
        {
            bot.Time.Advance(TimeSpan.FromSeconds(1)); // Discord stands only so many requests in one
            foreach (var option in (string[])["topic", "timezone", "time", "days", "open-for"])
            {
                var options = option == "timezone" ? [(option, typed)] : ((string, object)[])[("timezone", "UTC"), (option, typed)];
                var refusal = await bot.AskAsync(bot.Admin, "setup", options);
                Assert.Equal(bot.Admin.User, refusal.OnlyFor);
                Assert.InRange(refusal.Text.Length, 10, 400);
                Assert.DoesNotContain("<@1>", refusal.Text.Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
                Assert.DoesNotContain("](https://evil", refusal.Text.Replace("\\]", "", StringComparison.Ordinal), StringComparison.Ordinal);
                Assert.DoesNotContain('\u202e', refusal.Text);
                Assert.DoesNotContain('\u001b', refusal.Text);
            }
        }

        Assert.Empty(bot.Database.Query<string>("SELECT channel FROM schedules"));
        Assert.Empty(bot.Discord.Violations);
    }

    [Fact]
    public async Task Names_that_are_markup_are_shown_as_typed_and_ping_nobody()
    {
        await using var bot = await DiscordBot.StartAsync();
        var question = await bot.QuestionAsync();
        bot.Ana.Nick = "@everyone **x**";
        bot.Ben.Nick = "\u202e<@1> `c`";
        var (right, _) = await bot.LettersAsync();
        await bot.PressAsync(bot.Ana, question, right);
        await bot.PressAsync(bot.Ben, question, right);

        await bot.AskAsync(bot.Admin, "close");
        await bot.Discord.EditedAsync(question, message => message.Text.Contains("closed", StringComparison.Ordinal), Cancel);

        Assert.Contains("\\@everyone \\*\\*x\\*\\*", question.Text, StringComparison.Ordinal);
        Assert.Contains("\\<\\@1> \\`c\\`", question.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', question.Text);
        Assert.Contains("\\@everyone", (await bot.AskAsync(bot.Admin, "leaderboard")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Discord.Violations);
    }

    static async Task StillServesAsync(DiscordBot bot, FakeMessage question)
    {
        Assert.Contains("Recorded: **A**", (await bot.PressAsync(bot.Ben, question, "A")).Text, StringComparison.Ordinal);
        Assert.Empty(bot.Discord.Violations);
    }
}
