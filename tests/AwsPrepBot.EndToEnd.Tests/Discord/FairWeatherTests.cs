namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>Two days in which nothing goes wrong; Monday's question opens and closes while the program runs on.</summary>
public sealed class FairWeatherTests
{
    sealed class Fair : Weather
    {
        public override string OpenFor => "1m";
    }

    [Fact]
    public async Task A_team_of_five_lives_two_days()
    {
        await using var stage = await DiscordStage.OpenAsync();
        await new TwoDays(stage, new Fair()).PlayAsync();
    }
}
