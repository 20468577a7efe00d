using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>
/// A team's Monday and Tuesday, in whatever weather: setup, both questions posted and closed by the clock, private answers,
/// changes of mind, a late press, both results, the board. What people see and the board at the end do not depend on the weather.
/// </summary>
sealed class TwoDays(DiscordStage stage, Weather weather)
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
        ### This week · Mon 23 – Sun 29 Nov
        1\. **ana** · 40 points · 2 of 2 · 2-day streak
        2\. **ben** · 20 points · 1 of 2 · 2-day streak
        2\. **cho** · 20 points · 1 of 2 · 2-day streak
        2\. **dee** (you) · 20 points · 1 of 1
        5\. **dora** · 0 points · 0 of 1
        """;

    static readonly TimeSpan Shortly = TimeSpan.FromSeconds(4);

    int _excused;

    FakeDiscord Discord => stage.Discord;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task PlayAsync()
    {
        try
        {
            await using (weather.Begin(stage))
                await PlayDaysAsync();
            AssertNothingWasBroken();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{e.Message}\nThe program said:\n{stage.Said}", e);
        }
        var check = await PrepProcess.RunAsync(stage.Folder, null, [], "db", "check");
        Assert.True(check.ExitCode == 0, check.Output + check.Errors);
    }

    async Task PlayDaysAsync()
    {
        await stage.StartAsync(At(Monday, "06:00"));
        var setup = await AskAsync(stage.Dora, "setup", ("time", "09:00"), ("timezone", "Europe/Berlin"), ("level", Level), ("open-for", weather.OpenFor));
        Assert.Contains($"<#{stage.Channel.Id}> at 09:00 Europe/Berlin, Monday to Friday", setup.Text, StringComparison.Ordinal);
        Assert.NotNull(setup.Button("Undo"));
        Assert.Contains("Only admins", (await AskAsync(stage.Ben, "setup", ("time", "10:00"))).Text, StringComparison.Ordinal);
        await stage.StopAsync();

        var (monday, right, wrong) = await PostedAsync(Monday, 0);
        var first = await AnswerMondayAsync(monday, right, wrong);
        await CloseAsync(Monday, monday, right, "4 answered · right: ana (+20), ben (+20)", again: first);
        var change = await AskAsync(stage.Dora, "setup", ("open-for", Rest));
        Assert.Contains("open for 8 hours", change.Text, StringComparison.Ordinal);

        await stage.StopAsync();
        var (tuesday, rightNow, wrongNow) = await PostedAsync(Tuesday, 1);
        Assert.Contains($"Yesterday: {right} was right, 2 of 4 got it", tuesday.Text, StringComparison.Ordinal);
        await TogetherAsync((stage.Ana, tuesday, rightNow), (stage.Ben, tuesday, wrongNow), (stage.Cho, tuesday, rightNow), (stage.Dee, tuesday, rightNow));
        await CloseAsync(Tuesday, tuesday, rightNow, "4 answered · right: ana (+20, 2 days), cho (+20, 2 days), dee (+20)", again: null);

        var board = await AskAsync(stage.Dee, "leaderboard");
        Assert.Equal(Board, board.Text);
        Assert.Equal([monday, tuesday], Discord.Messages(stage.Channel));
        await stage.StopAsync();
    }

    /// <summary>The program is started before nine and posts by the clock. Returns the question with a right and a wrong letter.</summary>
    async Task<(FakeMessage Question, char Right, char Wrong)> PostedAsync(string day, int number)
    {
        weather.BeforePost(stage);
        await stage.StartAsync(At(day, "08:00") - Shortly);
        var question = await Discord.MessageAsync(stage.Channel, number, Cancel);
        Assert.True(stage.Now >= At(day, "08:00"), $"posted at {stage.Now:u}");
        await weather.AfterPostAsync(stage);
        var (right, wrong) = await stage.LettersAsync();
        Assert.Contains("DAILY QUESTION", question.Text, StringComparison.Ordinal);
        return (question, right, wrong);
    }

    /// <summary>Returns an answer that its sender took back.</summary>
    async Task<FakeInteraction> AnswerMondayAsync(FakeMessage question, char right, char wrong)
    {
        var presses = await TogetherAsync((stage.Ana, question, right), (stage.Ben, question, wrong), (stage.Cho, question, right), (stage.Dora, question, wrong));
        await PressAsync(stage.Ben, question, right, $"Changed from **{wrong}** to **{right}**");
        await PressAsync(stage.Cho, question, wrong, $"Changed from **{right}** to **{wrong}**");
        await PressAsync(stage.Dora, question, wrong, $"**{wrong}** is already your answer");
        Assert.DoesNotContain(question.Versions, version => FakeMessage.TextOf(version) is var text && (text.Contains("ana", StringComparison.OrdinalIgnoreCase) && text.Contains("(+", StringComparison.Ordinal) || text.Contains('✓')));
        return presses[1];
    }

    /// <summary>The closing time comes; while the result is on its way, somebody presses the button that is still there.</summary>
    async Task CloseAsync(string day, FakeMessage question, char right, string who, FakeInteraction? again)
    {
        var stays = day == Monday && weather.OpenFor != Rest;
        using (Discord.Hold(FakeRoutes.EditMessage, IsResult))
        {
            var before = Discord.Requests.Count;
            if (!stays)
            {
                await stage.StopAsync();
                await stage.StartAsync(At(day, "16:00") - Shortly);
            }
            if (again is not null)
                await Discord.RedeliverAsync(again);
            await Discord.UntilAsync(() => Discord.Requests.Skip(before).Any(request => request.Route == FakeRoutes.EditMessage && IsResult(request.Body!)), "the result on its way", Cancel);
            Assert.True(stays || stage.Now >= At(day, "16:00"), $"closed at {stage.Now:u}");
            await weather.AmidClosingAsync(stage);
            var late = await PressAsync(day == Monday ? stage.Dee : stage.Dora, question, right, "This question closed");
            Assert.Contains($"{right} would have been right, but late answers score no points", late.Text, StringComparison.Ordinal);
        }
        await Discord.EditedAsync(question, message => message.Text.Contains(" closed", StringComparison.Ordinal), Cancel);
        Assert.Contains($"✓ **{right}**", question.Text, StringComparison.Ordinal);
        Assert.Contains(who, question.Text, StringComparison.Ordinal);
        Assert.Contains("Why:", question.Text, StringComparison.Ordinal);
        Assert.Equal(["Report"], question.Buttons.Select(button => button.Label));
    }

    static bool IsResult(string body) => body.Contains(" closed", StringComparison.Ordinal);

    /// <summary>All press at the same moment. Returns what they did, in order.</summary>
    async Task<IReadOnlyList<FakeInteraction>> TogetherAsync(params (FakeMember Who, FakeMessage Question, char Letter)[] presses)
    {
        await weather.BeforePressAsync(stage);
        var receipts = presses.Select(press => ReceiptAsync(
            () => Discord.PressLabelAsync(press.Who, press.Question, $"{press.Letter}"), $"Recorded: **{press.Letter}**", $"**{press.Letter}** is already your answer")).ToList();
        await weather.AmidPressesAsync(stage, receipts);
        return [.. (await Task.WhenAll(receipts)).Select(receipt => receipt.By)];
    }

    async Task<FakeMessage> PressAsync(FakeMember who, FakeMessage question, char letter, string expected)
    {
        await weather.BeforePressAsync(stage);
        return (await ReceiptAsync(() => Discord.PressLabelAsync(who, question, $"{letter}"), expected, $"**{letter}** is already your answer")).Message;
    }

    async Task<FakeMessage> AskAsync(FakeMember who, string subcommand, params (string Name, object Value)[] options)
    {
        await weather.BeforePressAsync(stage);
        return (await ReceiptAsync(() => Discord.CommandAsync(who, stage.Channel, "prep", subcommand, options), "", "")).Message;
    }

    /// <summary>
    /// Does it, and again if the program was away, until it is answered: with what is expected, or, where it had to be done
    /// again, with what says that it was done. Only that person sees the answer, and the channel's message is not touched by it.
    /// </summary>
    async Task<(FakeInteraction By, FakeMessage Message)> ReceiptAsync(Func<Task<FakeInteraction>> act, string expected, string expectedAgain)
    {
        for (var attempt = 1; attempt <= MostPresses; attempt++)
        {
            await stage.ServingAsync();
            var turn = stage.Turns;
            var done = await act();
            await Discord.UntilAsync(() => done.Failed || done.Messages.Count > 0 || (done.AnswerType == 5 && stage.Turns != turn), $"an answer to {done.User.Name}", Cancel);
            if (done.Messages is [var receipt, ..])
            {
                Assert.Equal(done.User, receipt.OnlyFor);
                Assert.True(done.AnswerType is 4 or 5, $"an answer of type {done.AnswerType}");
                Assert.True(receipt.Text.Contains(expected, StringComparison.Ordinal) || (attempt > 1 && receipt.Text.Contains(expectedAgain, StringComparison.Ordinal)),
                    $"{done.User.Name} was told \"{receipt.Text}\", not \"{expected}\"");
                return (done, receipt);
            }

            Assert.True(stage.Turns != turn, $"{done.User.Name} got no answer within 3 s although the program was there all the time");
            if (done.Failed)
                _excused++;
        }
        throw new InvalidOperationException("The program was away each time.");
    }

    void AssertNothingWasBroken()
    {
        var violations = Discord.Violations.ToList();
        Assert.DoesNotContain(violations, violation => violation.Kind != FakeViolations.Unanswered);
        Assert.Equal(_excused, violations.Count);
        Assert.DoesNotContain("fail: ", stage.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("crit: ", stage.Said, StringComparison.Ordinal);
    }

    static DateTimeOffset At(string day, string time) => DateTimeOffset.Parse($"{day}T{time}:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
