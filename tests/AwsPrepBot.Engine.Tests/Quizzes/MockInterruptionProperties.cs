using AwsPrepBot.Engine.Grading;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Engine.Tests.Quizzes;

/// <summary>An interview that is interrupted at any point ends the same as one that is not.</summary>
public sealed class MockInterruptionProperties
{
    enum Act
    {
        Everything,
        HalfThenTheRest,
        HalfThenNothing,
        HalfThenSkip,
        Skip,
    }

    const int InterruptionsEach = 3;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Gen<T> Any<T>() where T : struct, Enum => Gen.Int[0, Enum.GetValues<T>().Length - 1].Select(index => Enum.GetValues<T>()[index]);

    [Fact]
    public async Task An_interview() => await Gen.Int[1, 3].SelectMany(count => Gen.Select(Any<Act>().Array[count], Any<Interruption>().Array[InterruptionsEach * count]))
        .SampleAsync(
            async (acts, interruptions) =>
                Assert.Equal(await EndAsync(acts, new Interruption[interruptions.Length]), await EndAsync(acts, interruptions)),
            iter: 12, threads: 1);

    /// <summary>Ana's interview, interrupted before each question, before each follow-up and before what comes then; how it ends.</summary>
    static async Task<string> EndAsync(Act[] acts, Interruption[] interruptions)
    {
        await using var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(6), services => services.AddSingleton<IAnswerGrader, LiteralGrader>());
        var sitting = await Sitting.BeginAsync(bot, "mock", acts.Length);
        for (var position = 0; position < acts.Length; position++)
        {
            await sitting.InterruptAsync(interruptions[InterruptionsEach * position]);
            await sitting.NextAsync();
            if (acts[position] == Act.Skip)
            {
                await sitting.PressAsync("Skip");
                continue;
            }

            await sitting.WriteAsync(acts[position] == Act.Everything ? "Buckets keep every version. Deletes add a marker." : "Deletes add a marker.");
            await sitting.InterruptAsync(interruptions[(InterruptionsEach * position) + 1]);
            switch (acts[position])
            {
                case Act.HalfThenTheRest:
                    await sitting.WriteAsync("Buckets keep every version.");
                    break;
                case Act.HalfThenNothing:
                    await sitting.WriteAsync("They hold objects.");
                    break;
                case Act.HalfThenSkip:
                    await sitting.PressAsync("Skip");
                    break;
            }

            if (sitting.Has("Next") || sitting.Has("Scorecard"))
                await sitting.InterruptAsync(interruptions[(InterruptionsEach * position) + 2]);
        }

        if (sitting.Has("Scorecard"))
            await sitting.PressAsync("Scorecard");
        // Which questions were drawn differs from run to run.
        var card = System.Text.RegularExpressions.Regex.Replace(CardText.Of(sitting.Card), @"q\d+", "q");
        return $"{card} {string.Join(' ', bot.Database.Query<string>("SELECT position || ':' || score || ':' || (follow_up -> '$.reply' IS NOT NULL) FROM quiz_answers ORDER BY position"))} "
            + string.Concat(bot.Database.Query<string>("SELECT state || position FROM quizzes"));
    }
}
