namespace AwsPrepBot.EndToEnd.Tests.Days;

/// <summary>
/// A team's Monday and Tuesday, on whatever platform and in whatever weather: setup, both questions posted and closed by the
/// clock, private answers, changes of mind, a late press, both results, the board. What people see and the board at the end
/// depend on neither.
/// </summary>
sealed class TwoDays(Town town, Weather weather)
{
    const string Monday = "2026-11-23", Tuesday = "2026-11-24";

    /// <summary>How often a person presses again when the client said that the bot did not respond.</summary>
    const int MostPresses = 5;

    /// <summary>All questions are of one level, so that the points do not depend on which are asked.</summary>
    const string Level = "mid";

    /// <summary>Until the afternoon.</summary>
    const string Rest = "8h";

    /// <summary>As dee sees it on Tuesday evening.</summary>
    const string Board =
        """
        This week · Mon 23 – Sun 29 Nov
        1. ana · 40 points · 2 of 2 · 2-day streak
        2. ben · 20 points · 1 of 2 · 2-day streak
        2. cho · 20 points · 1 of 2 · 2-day streak
        2. dee (you) · 20 points · 1 of 1
        5. dora · 0 points · 0 of 1
        """;

    static readonly TimeSpan Shortly = TimeSpan.FromSeconds(4);

    int _excused;

    public async Task PlayAsync()
    {
        try
        {
            await using (weather.Begin())
                await PlayDaysAsync();
            AssertNothingWasBroken();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{e.Message}\nThe program said:\n{town.Said}", e);
        }
        var check = await PrepProcess.RunAsync(town.Folder, null, [], "db", "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    async Task PlayDaysAsync()
    {
        await town.StartAsync(At(Monday, "06:00"));
        var setup = await AskAsync("dora", "setup", ("time", "09:00"), ("timezone", "Europe/Berlin"), ("level", Level), ("open-for", weather.OpenFor));
        Assert.Contains(" at 09:00 Europe/Berlin, Monday to Friday", setup.Text, StringComparison.Ordinal);
        Assert.Equal(["Undo"], setup.Buttons);
        Assert.Contains("Only admins", (await AskAsync("ben", "setup", ("time", "10:00"))).Text, StringComparison.Ordinal);
        await town.StopAsync();

        var (monday, right, wrong) = await PostedAsync(Monday, 0);
        var first = await AnswerMondayAsync(monday, right, wrong);
        await CloseAsync(Monday, monday, right, "4 answered · right: ana (+20), ben (+20)", again: first);
        var change = await AskAsync("dora", "setup", ("open-for", Rest));
        Assert.Contains("open for 8 hours", change.Text, StringComparison.Ordinal);

        await town.StopAsync();
        var (tuesday, rightNow, wrongNow) = await PostedAsync(Tuesday, 1);
        Assert.Contains($"Yesterday: {right} was right, 2 of 4 got it", tuesday.Text, StringComparison.Ordinal);
        await TogetherAsync(("ana", tuesday, rightNow), ("ben", tuesday, wrongNow), ("cho", tuesday, rightNow), ("dee", tuesday, rightNow));
        await CloseAsync(Tuesday, tuesday, rightNow, "4 answered · right: ana (+20, 2 days), cho (+20, 2 days), dee (+20)", again: null);

        var board = await AskAsync("dee", "leaderboard");
        Assert.Equal(Board, board.Text);
        Assert.Equal(2, town.Messages);
        await town.StopAsync();
    }

    /// <summary>The program is started before nine and posts by the clock. Returns the question with a right and a wrong letter.</summary>
    async Task<(PostedQuestion Question, char Right, char Wrong)> PostedAsync(string day, int number)
    {
        weather.BeforePost();
        await town.StartAsync(At(day, "08:00") - Shortly);
        var question = await town.QuestionAsync(number);
        Assert.True(town.Now >= At(day, "08:00"), $"posted at {town.Now:u}");
        await weather.AfterPostAsync();
        var (right, wrong) = await town.LettersAsync();
        Assert.Contains("DAILY QUESTION", question.Text, StringComparison.Ordinal);
        return (question, right, wrong);
    }

    /// <summary>Returns an answer that its sender took back.</summary>
    async Task<Act> AnswerMondayAsync(PostedQuestion question, char right, char wrong)
    {
        var presses = await TogetherAsync(("ana", question, right), ("ben", question, wrong), ("cho", question, right), ("dora", question, wrong));
        await PressAsync("ben", question, right, $"Changed from {wrong} to {right}");
        await PressAsync("cho", question, wrong, $"Changed from {right} to {wrong}");
        await PressAsync("dora", question, wrong, $"{wrong} is already your answer");
        Assert.DoesNotContain(question.Versions, text => (text.Contains("ana", StringComparison.OrdinalIgnoreCase) && text.Contains("(+", StringComparison.Ordinal)) || text.Contains('✓'));
        return presses[1];
    }

    /// <summary>The closing time comes; while the result is on its way, somebody presses the button that is still there.</summary>
    async Task CloseAsync(string day, PostedQuestion question, char right, string who, Act? again)
    {
        var stays = day == Monday && weather.OpenFor != Rest;
        using (town.HoldResults())
        {
            var before = town.Mark;
            if (!stays)
            {
                await town.StopAsync();
                await town.StartAsync(At(day, "16:00") - Shortly);
            }
            if (again is not null)
                await again.DeliverAgainAsync();
            await town.ResultOnItsWayAsync(before);
            Assert.True(stays || town.Now >= At(day, "16:00"), $"closed at {town.Now:u}");
            await weather.AmidClosingAsync();
            var late = await PressAsync(day == Monday ? "dee" : "dora", question, right, "This question closed");
            Assert.Contains($"{right} would have been right, but late answers score no points", late.Text, StringComparison.Ordinal);
        }
        await question.ClosedAsync();
        Assert.Contains($"✓ {right}", question.Text, StringComparison.Ordinal);
        Assert.Contains(who, question.Text, StringComparison.Ordinal);
        Assert.Contains("Why:", question.Text, StringComparison.Ordinal);
        Assert.Equal(["Report"], question.Buttons);
    }

    /// <summary>All press at the same moment. Returns what they did, in order.</summary>
    async Task<IReadOnlyList<Act>> TogetherAsync(params (string Who, PostedQuestion Question, char Letter)[] presses)
    {
        await weather.BeforePressAsync();
        var receipts = presses.Select(press => ReceiptAsync(
            () => town.PressAsync(press.Who, press.Question, $"{press.Letter}"), $"Recorded: {press.Letter}", $"{press.Letter} is already your answer")).ToList();
        await weather.AmidPressesAsync(receipts);
        return [.. (await Task.WhenAll(receipts)).Select(receipt => receipt.By)];
    }

    async Task<Receipt> PressAsync(string who, PostedQuestion question, char letter, string expected)
    {
        await weather.BeforePressAsync();
        return (await ReceiptAsync(() => town.PressAsync(who, question, $"{letter}"), expected, $"{letter} is already your answer")).Receipt;
    }

    async Task<Receipt> AskAsync(string who, string subcommand, params (string Name, string Value)[] options)
    {
        await weather.BeforePressAsync();
        return (await ReceiptAsync(() => town.SayAsync(who, subcommand, options), "", "")).Receipt;
    }

    /// <summary>
    /// Does it, and again if the program was away, until it is answered: with what is expected, or, where it had to be done
    /// again, with what says that it was done.
    /// </summary>
    async Task<(Act By, Receipt Receipt)> ReceiptAsync(Func<Task<Act>> act, string expected, string expectedAgain)
    {
        for (var attempt = 1; attempt <= MostPresses; attempt++)
        {
            await town.ServingAsync();
            var turn = town.Turns;
            var done = await act();
            await done.SettledAsync(() => town.Turns != turn);
            if (done.Receipt is { } receipt)
            {
                Assert.True(receipt.Text.Contains(expected, StringComparison.Ordinal) || (attempt > 1 && receipt.Text.Contains(expectedAgain, StringComparison.Ordinal)),
                    $"{done.Who} was told \"{receipt.Text}\", not \"{expected}\"");
                return (done, receipt);
            }

            Assert.True(town.Turns != turn || weather.LosesWhatPeopleDo, $"{done.Who} got no answer within 3 s although the program was there all the time");
            if (done.Failed)
                _excused++;
        }
        throw new InvalidOperationException("The program was away each time.");
    }

    void AssertNothingWasBroken()
    {
        Assert.Empty(town.Violations(_excused));
        Assert.DoesNotContain("fail: ", town.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("crit: ", town.Said, StringComparison.Ordinal);
    }

    static DateTimeOffset At(string day, string time) => DateTimeOffset.Parse($"{day}T{time}:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
