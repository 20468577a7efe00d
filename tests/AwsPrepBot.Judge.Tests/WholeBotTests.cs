using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Chat;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Judge.Tests;

public sealed class WholeBotTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_reads_the_judges_marks_and_the_built_in_grade_when_the_judge_is_gone()
    {
        var model = await FakeModel.StartAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Judge:Endpoint"] = model.EndpointOf("openai"), ["Judge:Model"] = FakeModel.Model, ["Judge:ApiKey"] = FakeModel.Key,
        }).Build();
        await using var bot = await BotFixture.StartAsync(Token, Builders.OpenBank(5), services => services.AddJudge(configuration));
        model.Says = _ => Court.Marks(("covered", "each version stays in the bucket"), ("missing", ""));
        await bot.PrepAsync("admin", "setup", "time=10:00", "kind=open");
        await bot.PrepAsync("admin", "post");
        await bot.DeliverAsync();

        var judged = CardText.Of(await bot.WriteAsync("ana", "Whatever happens, each version stays in the bucket."));
        Assert.Contains("50 / 100 · 1 of 2 points covered", judged, StringComparison.Ordinal);
        Assert.Contains("“each version stays in the bucket”", judged, StringComparison.Ordinal);

        await model.DisposeAsync();
        var graded = CardText.Of(await bot.WriteAsync("ben", "Whatever happens, each version stays in the bucket."));
        Assert.Contains("The judge did not mark this one: it could not be reached", graded, StringComparison.Ordinal);
    }
}
