using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using AwsPrepBot.TestKit.Storage;
using CsvHelper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Members;

/// <summary>A person's say over what is kept about them.</summary>
public sealed class PrivacyTests
{
    static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 0);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Ana, Ben and Cho answered yesterday's question, Ben wrongly; Ana today's too.</summary>
    static async Task<BotFixture> SecondDayAsync()
    {
        var bot = await BotFixture.StartAsync(Token);
        await bot.PrepAsync("admin", "setup", "time=10:00", "timezone=Europe/Berlin");
        await bot.GoToAsync(Tuesday + Duration.FromHours(1));
        var (right, wrong) = await bot.LettersAsync();
        await bot.PressAsync("ana", right);
        await bot.PressAsync("ben", wrong);
        await bot.PressAsync("cho", right);
        await bot.GoToAsync(Tuesday + Duration.FromHours(25));
        await bot.PressAsync("ana", (await bot.LettersAsync()).Right);
        await bot.DeliverAsync();
        return bot;
    }

    static async Task<Card?> PressAsync(BotFixture bot, string member, Card card, RequestId? request = null) =>
        await bot.DoAsync(member, new PressInput(Assert.IsType<ButtonAction>(Assert.Single(card.Actions)).Id), request);

    static Dictionary<string, byte[]> Unzip(CardFile file)
    {
        using var zip = new ZipArchive(new MemoryStream(file.Content.ToArray()));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    [Fact]
    public async Task Show_lists_what_is_kept_and_who_sees_it()
    {
        await using var bot = await SecondDayAsync();
        var text = CardText.Of(await bot.PrepAsync("ana", "privacy"));
        Assert.StartsWith("What I keep about you\nyour account's id, the name you go by (Ana), and when you were first and last here\n2 answers to questions\n", text, StringComparison.Ordinal);
        Assert.Contains("1 entry of points", text, StringComparison.Ordinal);
        Assert.Contains("Others see your name, points and streak on the board", text, StringComparison.Ordinal);
        Assert.Contains("1 change of a schedule that you made", CardText.Of(await bot.PrepAsync("admin", "privacy", "action=show")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("export")]
    [InlineData("delete")]
    public async Task Of_who_never_spoke_nothing_is_kept_and_nothing_is_by_asking(string action)
    {
        await using var bot = await SecondDayAsync();
        Assert.Equal("I keep nothing about you: nothing to show, to export or to delete.", CardText.Of(await bot.PrepAsync("dan", "privacy", $"action={action}")));
        Assert.Empty(bot.Database.Find("dan"));
    }

    [Fact]
    public async Task Who_hides_is_off_the_board_and_unnamed_in_new_results_but_counted()
    {
        await using var bot = await SecondDayAsync();
        Assert.StartsWith("You are hidden: ", CardText.Of(await bot.PrepAsync("ana", "privacy", "action=hide")), StringComparison.Ordinal);
        Assert.Equal("You are hidden already.", CardText.Of(await bot.PrepAsync("ana", "privacy", "action=hide")));
        Assert.DoesNotContain("Ana", CardText.Of(await bot.PrepAsync("ben", "leaderboard")), StringComparison.Ordinal);
        Assert.Contains("Ana", CardText.Of(await bot.PrepAsync("ana", "leaderboard")), StringComparison.Ordinal);
        await bot.PressAsync("ben", (await bot.LettersAsync()).Right);
        await bot.GoToAsync(Tuesday + Duration.FromHours(49));
        Assert.Contains("2 answered · right: Ben (+10, 2 days) and 1 more", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
        await bot.PressAsync("ana", (await bot.LettersAsync()).Right);
        await bot.GoToAsync(Tuesday + Duration.FromHours(73));
        Assert.Contains("1 answered · 1 got it", CardText.Of(bot.Chat.Messages[2].Card), StringComparison.Ordinal);
        Assert.Equal("You are on the board again.", CardText.Of(await bot.PrepAsync("ana", "privacy", "unhide")));
        Assert.Equal("You are not hidden.", CardText.Of(await bot.PrepAsync("ana", "privacy", "unhide")));
        Assert.Contains("Ana", CardText.Of(await bot.PrepAsync("ben", "leaderboard", "period=all")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hides_before_ever_answering_is_hidden()
    {
        await using var bot = await SecondDayAsync();
        await bot.PrepAsync("dan", "privacy", "hide");
        await bot.PressAsync("dan", (await bot.LettersAsync()).Right);
        await bot.GoToAsync(Tuesday + Duration.FromHours(49));
        Assert.DoesNotContain("Dan", CardText.Of(await bot.PrepAsync("ben", "leaderboard")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_holds_everything_as_json_and_as_csv()
    {
        await using var bot = await SecondDayAsync();
        await bot.DoAsync("eve", new CommandInput("away", new Dictionary<string, string> { ["until"] = "3d" }, []));
        var card = await bot.PrepAsync("ana", "privacy", "action=export");
        Assert.Equal("awsprepbot-2026-11-25.zip", card!.File!.Name);
        Assert.Equal("application/zip", card.File.MediaType);
        var files = Unzip(card.File);
        Assert.Equal(["answers.csv", "everything.json", "ledger.csv", "members.csv", "standings.csv"], files.Keys.Order(StringComparer.Ordinal));
        var json = JsonDocument.Parse(files["everything.json"]).RootElement;
        Assert.Equal("ana", json.GetProperty("member").GetString());
        Assert.Equal(2, json.GetProperty("answers").GetArrayLength());
        Assert.Equal("2026-11-24", json.GetProperty("answers")[0].GetProperty("local_date").GetString());
        Assert.StartsWith("right of ", json.GetProperty("answers")[0].GetProperty("option").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-11-24T09:00:00Z", json.GetProperty("answers")[0].GetProperty("at").GetString());
        using var csv = new CsvReader(new StreamReader(new MemoryStream(files["answers.csv"]), Encoding.UTF8), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal(json.GetProperty("answers")[1].GetProperty("question").GetString(), rows[1]["question"]);
        Assert.DoesNotContain("ben", Encoding.UTF8.GetString(files["everything.json"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_that_is_a_formula_is_text_in_the_export()
    {
        await using var bot = await SecondDayAsync();
        bot.Database.Execute("UPDATE members SET display_name = '=HYPERLINK(\"http://x\";\"ü\")' WHERE id = 'ana'");
        var files = Unzip((await bot.PrepAsync("ana", "privacy", "export"))!.File!);
        Assert.DoesNotContain(Encoding.UTF8.GetString(files["members.csv"]).Split(',', '\n'), cell => cell.StartsWith('=') || cell.StartsWith("\"=", StringComparison.Ordinal));
        Assert.Contains("ü", Encoding.UTF8.GetString(files["members.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_asks_once_more_and_then_leaves_nothing_but_counts()
    {
        await using var bot = await SecondDayAsync();
        var asked = await bot.PrepAsync("ana", "privacy", "action=delete");
        Assert.Contains("cannot be brought back", CardText.Of(asked), StringComparison.Ordinal);
        Assert.NotEmpty(bot.Database.Find("ana"));
        Assert.Contains("1 answered", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);

        bot.Time.Advance(TimeSpan.FromMinutes(1));
        var done = CardText.Of(await PressAsync(bot, "ana", asked!));
        Assert.StartsWith("Deleted: I keep nothing about you here any more.", done, StringComparison.Ordinal);
        Assert.Contains("Messages that already stand in a channel stay as they are", done, StringComparison.Ordinal);
        Assert.Empty(bot.Database.Find("ana"));
        Assert.Empty(bot.Database.Find("Ana"));
        await bot.DeliverAsync();
        Assert.Contains("No answers yet", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
        Assert.Contains("1 Cho 10 1 of 1 streak 1\n2 Ben", CardText.Of(await bot.PrepAsync("ben", "leaderboard")), StringComparison.Ordinal);

        await bot.GoToAsync(Tuesday + Duration.FromHours(49));
        Assert.Contains("Ana (+10)", CardText.Of(bot.Chat.Messages[0].Card), StringComparison.Ordinal);
        Assert.Contains("0 answered", CardText.Of(bot.Chat.Messages[1].Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_drawn_again_counts_the_forgotten_and_names_nobody()
    {
        await using var bot = await SecondDayAsync();
        await PressAsync(bot, "ana", (await bot.PrepAsync("ana", "privacy", "action=delete"))!);
        var closed = await bot.Services.GetRequiredService<IRoundStore>().LastClosedAsync(BotFixture.Team, BotFixture.Channel, Token);
        var text = CardText.Of(await bot.Services.GetRequiredService<RoundCards>().PublicAsync(closed!, Token));
        Assert.Contains("3 answered · right: Cho (+10) and 1 more", text, StringComparison.Ordinal);
        Assert.Contains("67 %", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_twice_or_late_or_for_somebody_else_deletes_nothing_more()
    {
        await using var bot = await SecondDayAsync();
        var asked = (await bot.PrepAsync("ana", "privacy", "action=delete"))!;
        Assert.StartsWith("Deleted", CardText.Of(await PressAsync(bot, "ana", asked, new RequestId("once"))), StringComparison.Ordinal);
        Assert.Null(await PressAsync(bot, "ana", asked, new RequestId("once")));
        Assert.StartsWith("I keep nothing about you", CardText.Of(await PressAsync(bot, "ana", asked)), StringComparison.Ordinal);
        bot.Time.Advance(TimeSpan.FromHours(2));
        Assert.StartsWith("That button is from a while ago, so nothing was deleted.", CardText.Of(await PressAsync(bot, "ben", asked)), StringComparison.Ordinal);
        Assert.NotEmpty(bot.Database.Find("ben"));
    }

    [Fact]
    public async Task An_unknown_action_is_refused()
    {
        await using var bot = await SecondDayAsync();
        Assert.Equal("\"vanish\" is no action. Use show, hide, unhide, export or delete.", CardText.Of(await bot.PrepAsync("ana", "privacy", "vanish")));
    }
}
