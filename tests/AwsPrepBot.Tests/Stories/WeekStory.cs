using System.IO.Compression;
using AwsPrepBot.TestKit.Storage;
using NodaTime;

namespace AwsPrepBot.Tests.Stories;

/// <summary>
/// The week of a team, Monday 23 to Saturday 28 November 2026, written once for every platform. Dora keeps the schedule, Ana,
/// Ben, Cho, Eli and Fay answer, Zoe looks on.
/// </summary>
sealed class WeekStory(Stage stage)
{
    (string Key, string Right) _monday;

    const string One = "Buckets keep every version.";
    const string Both = "Buckets keep every version. Deletes add a marker.";
    const string Nothing = "It depends on the workload.";

    public static string[] People { get; } = ["ana", "ben", "cho", "dora", "eli", "fay", "zoe"];

    /// <summary>Where the story begins, to the second: with the first question in the channel.</summary>
    public static Instant Beginning { get; } = Instant.FromUtc(2026, 11, 23, 9, 0, 5);

    /// <summary>Plays it; what everybody is worth at the end.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync()
    {
        await MondayAsync();
        await TuesdayAsync();
        await WednesdayAsync();
        await ThursdayAsync();
        await FridayAsync();
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 28, 9, 0));
        return await stage.BoardAsync("zoe");
    }

    // The key is wrong, as they find out tomorrow: only Ana gets points.
    async Task MondayAsync()
    {
        var (key, other) = _monday = await stage.LettersAsync();
        Reads($"Recorded: {key}.", await stage.PressAsync("ana", key));
        Reads($"Recorded: {key}.", await stage.PressAsync("ben", key));
        Reads($"Changed from {key} to {other}.", await stage.PressAsync("ben", other));
        Reads($"Recorded: {other}.", await stage.PressAsync("cho", other));
        Reads("Think of q", await stage.PressAsync("cho", "Hint"));
        await SoloQuizAsync();
        Reads("No question has been scored this week yet.", await stage.SayAsync("zoe", "leaderboard"));
    }

    async Task SoloQuizAsync()
    {
        Reads("1 of 2", await stage.SayAsync("ana", "quiz", "count=2"));
        Reads("Why:", await stage.PressAsync("ana", (await stage.QuizLettersAsync()).Right));
        Reads("2 of 2", await stage.PressAsync("ana", "Next"));
        var end = await stage.PressAsync("ana", (await stage.QuizLettersAsync()).Wrong);
        Reads("1 of 2", end);
        Reads("[ Again ]", end);

        Reads("1 of 1", await stage.SayAsync("ana", "review"));
        Reads("[ Go on ]", await stage.SayAsync("ana", "review"));
        await stage.PressAsync("ana", "Go on");
        Reads("Why:", await stage.PressAsync("ana", (await stage.QuizLettersAsync()).Right));

        Reads("1 of 1", await stage.SayAsync("cho", "quiz", "kind=open", "count=1"));
        Reads("50 / 100", await stage.WriteAsync("cho", "Answer", One));
    }

    async Task TuesdayAsync()
    {
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 24, 8, 30));
        Assert.Equal(["1 ana 10 1 of 1", "2 ben 0 0 of 1", "2 cho 0 0 of 1"], await stage.BoardAsync("zoe"));
        await CorrectedAsync();
        Assert.Equal(["1 ben 10 1 of 1", "1 cho 10 1 of 1", "3 ana 0 0 of 1"], await stage.BoardAsync("zoe"));

        await stage.GoToAsync(Instant.FromUtc(2026, 11, 24, 9, 1));
        await AnswerAsync(rightly: ["ana", "eli", "fay"], wrongly: ["ben"]);
        Reads("until", await stage.SayAsync("eli", "away", "until=2026-11-27"));
        Reads("in your own words", await stage.SayAsync("dora", "setup", "kind=open"));
    }

    async Task CorrectedAsync()
    {
        var question = stage.Database.Query<string>("SELECT question_id FROM rounds ORDER BY id LIMIT 1").Single();
        Reads($"Reported: {question}.", await stage.WriteAsync("ben", "Report", "The page on versioning says otherwise."));
        Reads("You have reported this question already", await stage.PressAsync("ben", "Report"));
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 24, 8, 32));
        Reads($"Reported: {question}.", await stage.SayAsync("cho", "report", $"question={question}", "reason=I chose the same as Ben."));

        var queue = await stage.SayAsync("dora", "reports");
        Reads("The page on versioning says otherwise.", queue);
        Reads("1 more person reported it", queue);
        Reads("answered by 3 people", await stage.PressAsync("dora", "Accept"));
        Reads("the points of 3 people are corrected", await stage.PressAsync("dora", $"{_monday.Right} is right"));
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 24, 8, 34));

        Reads($"Corrected: the question of Mon 23 Nov (S3) was reported. {_monday.Right} is right, not {_monday.Key}; everyone's points count so now.", stage.SeenBy("zoe"));
        Assert.Equal(2, stage.SeenBy("zoe").Split("was reported. ").Length);
        Reads($"You reported the question {question}. An admin agrees", stage.SeenBy("ben"));
        Reads($"You reported the question {question}. An admin agrees", stage.SeenBy("cho"));
    }

    async Task WednesdayAsync()
    {
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 25, 9, 1));
        Reads("50 / 100", await stage.WriteAsync("ana", "Answer", One));
        Reads("your second try counts, 100 instead of 50", await stage.WriteAsync("ana", "Improve once", Both));
        Reads("100 / 100", await stage.WriteAsync("ben", "Answer", Both));
        Reads("0 / 100", await stage.WriteAsync("cho", "Answer", Nothing));
        Reads("100 / 100", await stage.WriteAsync("fay", "Answer", Both));
        Reads("as multiple choice", await stage.SayAsync("dora", "setup", "kind=choice"));
    }

    async Task ThursdayAsync()
    {
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 26, 9, 1));
        await AnswerAsync(rightly: ["ana", "ben", "cho", "fay"], wrongly: []);
        await ChannelQuizAsync();
        await GoneAsync();
    }

    async Task ChannelQuizAsync()
    {
        await stage.SayAsync("cho", "quiz", "mode=channel", "count=1");
        var (right, wrong) = await stage.QuizLettersAsync();
        Reads($"Recorded: {right}.", await stage.PressAsync("ana", right));
        Reads($"Recorded: {wrong}.", await stage.PressAsync("ben", wrong));
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 26, 9, 2));
        Reads("finished", stage.SeenBy("zoe"));
        Reads("1 of 1", await stage.PressAsync("ana", "My result"));
        Reads("0 of 1", await stage.PressAsync("ben", "My result"));
    }

    /// <summary>Fay hides, takes what is kept of her with her, and is gone.</summary>
    async Task GoneAsync()
    {
        Reads("You are hidden", await stage.SayAsync("fay", "privacy", "action=hide"));
        Assert.DoesNotContain(await stage.BoardAsync("zoe"), line => line.Contains("fay", StringComparison.Ordinal));
        Assert.Contains("1 fay 20 2 of 2 2-day streak", await stage.BoardAsync("fay"));

        await stage.SayAsync("fay", "privacy", "action=export");
        using (var zip = new ZipArchive(new MemoryStream(stage.FileOf("fay"))))
        {
            using var everything = new StreamReader(zip.GetEntry("everything.json")!.Open());
            var json = await everything.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains(stage.IdOf("fay").Value, json, StringComparison.Ordinal);
            Assert.Contains(Both, json, StringComparison.Ordinal);
            Assert.DoesNotContain(stage.IdOf("ben").Value, json, StringComparison.Ordinal);
            Assert.NotNull(zip.GetEntry("answers.csv"));
        }

        Reads("cannot be brought back", await stage.SayAsync("fay", "privacy", "action=delete"));
        Reads("Deleted: I keep nothing about you here any more.", await stage.PressAsync("fay", "Delete everything"));
        Assert.Empty(stage.Database.Find(stage.IdOf("fay").Value));
        Assert.Empty(stage.Database.Find("fay"));
    }

    // Eli was away for two questions, and his streak goes on.
    async Task FridayAsync()
    {
        await stage.GoToAsync(Instant.FromUtc(2026, 11, 27, 9, 1));
        await AnswerAsync(rightly: ["ana", "ben", "eli"], wrongly: []);
    }

    async Task AnswerAsync(string[] rightly, string[] wrongly)
    {
        var (right, wrong) = await stage.LettersAsync();
        foreach (var who in rightly)
            Reads($"Recorded: {right}.", await stage.PressAsync(who, right));
        foreach (var who in wrongly)
            Reads($"Recorded: {wrong}.", await stage.PressAsync(who, wrong));
    }

    static void Reads(string expected, string text) => Assert.Contains(expected, text, StringComparison.Ordinal);
}
