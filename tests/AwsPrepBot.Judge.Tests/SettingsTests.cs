namespace AwsPrepBot.Judge.Tests;

public sealed class SettingsTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Judge:Model", "", "Judge:Model: it is missing")]
    [InlineData("Judge:Provider", "gemini", "write openai (any endpoint that speaks its protocol) or ollama")]
    [InlineData("Judge:Endpoint", "http://models.example.com/v1", "use https, or http on this machine only")]
    [InlineData("Judge:Endpoint", "models", "it is no address")]
    [InlineData("Judge:Endpoint", "https://me:pass@models.example.com", "must not hold a user or password")]
    [InlineData("Judge:Endpoint", "ftp://localhost/v1", "use https")]
    [InlineData("Judge:ApiKey", "two words", "copy it anew")]
    [InlineData("Judge:Seconds", "0", "from 1 to 60")]
    [InlineData("Judge:Seconds", "61", "from 1 to 60")]
    [InlineData("Judge:Seconds", "soon", "from 1 to 60")]
    [InlineData("Judge:AnswersPerTeamAndDay", "-1", "from 0 to 1000000")]
    public async Task A_setting_that_is_wrong_is_named_with_what_would_be_right(string key, string value, string said)
    {
        await using var court = await Court.OpenAsync("openai", (key, value));
        var finding = Assert.Single(await court.Doctor.ExamineAsync(Token));
        Assert.True(finding.IsProblem);
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", finding.Message.Replace("password", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_tries_the_model_and_tells_what_was_used()
    {
        await using var court = await Court.OpenAsync();
        court.Model.Says = _ => Court.Marks(("covered", "stores in buckets"));
        var findings = await court.Doctor.ExamineAsync(Token);
        Assert.DoesNotContain(findings, finding => finding.IsProblem);
        Assert.Contains("marked a trial answer", findings[0].Message, StringComparison.Ordinal);
        Assert.Contains("0 answers judged", findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_what_to_mend_where_the_model_is_refused()
    {
        await using var court = await Court.OpenAsync("openai", ("Judge:Model", "another"));
        var finding = (await court.Doctor.ExamineAsync(Token))[0];
        Assert.True(finding.IsProblem);
        Assert.Contains("Judge:Model", finding.Mend, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeModel.Key, $"{finding}", StringComparison.Ordinal);
    }
}
