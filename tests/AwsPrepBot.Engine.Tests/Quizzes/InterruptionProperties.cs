using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using CsCheck;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

/// <summary>A quiz that is interrupted at any point ends the same as one that is not.</summary>
public sealed class InterruptionProperties
{
    enum Disturbance
    {
        None,
        Restart,
        Replay,
        SweepTwice,
    }

    enum Showing
    {
        AtOnce,
        Later,
        AnswerLost,
        KilledBeforeItWasWrittenDown,
    }

    sealed record Move(bool?[] Answers, Disturbance[] Disturbances, Showing Showing);

    const int Members = 3;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Gen<T> Any<T>() where T : struct, Enum => Gen.Int[0, Enum.GetValues<T>().Length - 1].Select(index => Enum.GetValues<T>()[index]);

    static readonly Gen<Move> AnyMove = Gen.Select(
        Gen.Int[0, 2].Select(answer => answer == 2 ? (bool?)null : answer == 1).Array[Members], Any<Disturbance>().Array[Members], Any<Showing>(),
        (answers, disturbances, showing) => new Move(answers, disturbances, showing));

    [Fact]
    public async Task A_private_quiz() => await Gen.Int[1, 4].SelectMany(count => Gen.Select(Gen.Bool.Array[count], Any<Interruption>().Array[2 * count]))
        .SampleAsync(
            async (answers, interruptions) =>
                Assert.Equal(await AloneAsync(answers, new Interruption[2 * answers.Length]), await AloneAsync(answers, interruptions)),
            iter: 12, threads: 1);

    [Fact]
    public async Task A_channels_quiz() => await AnyMove.Array[1, 3].SampleAsync(
        async moves =>
        {
            var calm = moves.Select(move => new Move(move.Answers, new Disturbance[Members], Showing.AtOnce)).ToArray();
            Assert.Equal(await TogetherAsync(calm), await TogetherAsync(moves));
        },
        iter: 12, threads: 1);

    /// <summary>Ana's quiz with these answers, interrupted before each answer and before each next question; how it ends.</summary>
    static async Task<string> AloneAsync(bool[] answers, Interruption[] interruptions)
    {
        await using var bot = await BotFixture.StartAsync(Token);
        var sitting = await Sitting.BeginAsync(bot, "quiz", answers.Length);
        for (var position = 0; position < answers.Length; position++)
        {
            await sitting.InterruptAsync(interruptions[2 * position]);
            await sitting.NextAsync();
            var (right, wrong) = await bot.LettersAsync(sitting.Card);
            await sitting.PressAsync(answers[position] ? right : wrong);
            if (position < answers.Length - 1)
                await sitting.InterruptAsync(interruptions[(2 * position) + 1]);
        }

        var end = sitting.Card.Blocks.OfType<TextBlock>().Last().Text.ToString();
        return $"{end} {string.Join(' ', bot.Database.Query<string>("SELECT position || ':' || score FROM quiz_answers ORDER BY position"))} "
            + string.Concat(bot.Database.Query<string>("SELECT state || position FROM quizzes"));
    }

    /// <summary>A channel's quiz with these answers and disturbances; its last message.</summary>
    static async Task<string> TogetherAsync(Move[] moves)
    {
        await using var bot = await BotFixture.StartAsync(Token);
        await ShowAsync(bot, moves[0].Showing, () => bot.PrepAsync("m0", "quiz", "mode=channel", $"count={moves.Length}"), "1 of");
        for (var position = 0; position < moves.Length; position++)
        {
            var move = moves[position];
            for (var member = 0; member < Members; member++)
            {
                bot.Time.Advance(TimeSpan.FromSeconds(5));
                if (move.Answers[member] is not { } rightly)
                    continue;
                var card = bot.Chat.Messages[^1].Card;
                var (right, wrong) = await bot.LettersAsync(card);
                var press = new PressInput(Quizzing.IdOf(card, rightly ? right : wrong));
                var request = new RequestId($"answer-{position}-{member}");
                Assert.NotNull(await bot.DoAsync($"m{member}", press, request));
                await DisturbAsync(bot, move.Disturbances[member], $"m{member}", press, request);
            }

            var isLast = position == moves.Length - 1;
            await ShowAsync(bot, isLast ? Showing.AtOnce : moves[position + 1].Showing, () => PassAsync(bot, 15), isLast ? "finished" : $"{position + 2} of");
        }

        Assert.Single(bot.Chat.Messages);
        return CardText.Of(bot.Chat.Messages[0].Card with { Blocks = [.. bot.Chat.Messages[0].Card.Blocks.Skip(1)] })
            + string.Join(' ', bot.Database.Query<string>("SELECT position || member || score || ':' || took_ms FROM quiz_answers ORDER BY position, member"));
    }

    static async Task DisturbAsync(BotFixture bot, Disturbance disturbance, string member, ChatInput press, RequestId request)
    {
        switch (disturbance)
        {
            case Disturbance.Restart:
                await bot.StopAsync();
                await bot.StartAgainAsync();
                break;
            case Disturbance.Replay:
                Assert.Null(await bot.DoAsync(member, press, request));
                break;
            case Disturbance.SweepTwice:
                await PassAsync(bot, 0);
                await PassAsync(bot, 0);
                break;
        }
    }

    /// <summary>Does what makes the message change, and waits through what goes wrong then, until the change is seen.</summary>
    static async Task ShowAsync(BotFixture bot, Showing showing, Func<Task> change, string seen)
    {
        var isFirst = bot.Chat.Messages.Count == 0;
        switch (showing)
        {
            case Showing.Later when isFirst:
                bot.Chat.NextPost(new SendResult.Later(Duration.FromSeconds(7), "busy"));
                break;
            case Showing.Later:
                bot.Chat.NextEdit(new SendResult.Later(Duration.FromSeconds(7), "busy"));
                break;
            case Showing.AnswerLost when isFirst:
                bot.Chat.LoseNextAnswer();
                break;
            case Showing.AnswerLost:
                bot.Chat.NextEdit(new SendResult.Unknown("the connection broke"));
                break;
        }

        await change();
        await bot.DeliverAsync();
        if (showing == Showing.KilledBeforeItWasWrittenDown)
        {
            await bot.StopAsync();
            bot.Database.Execute(isFirst
                ? "UPDATE deliveries SET state = 'sending'; UPDATE quizzes SET closes_at = NULL, message_id = NULL, message_channel = NULL, message_link = NULL"
                : "UPDATE deliveries SET state = 'sending' WHERE kind = 'edit'; UPDATE quizzes SET closes_at = NULL");
            await bot.StartAgainAsync();
            await bot.DeliverAsync();
        }

        while (bot.Database.Query<long>("SELECT COUNT(*) FROM deliveries WHERE state <> 'sent'").Single() > 0)
            await PassAsync(bot, 1);
        Assert.Contains(seen, CardText.Of(bot.Chat.Messages[^1].Card), StringComparison.Ordinal);
    }

    static Task PassAsync(BotFixture bot, int seconds) => bot.GoToAsync(Instant.FromDateTimeOffset(bot.Time.GetUtcNow()) + Duration.FromSeconds(seconds));
}
