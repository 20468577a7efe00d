using AwsPrepBot.Discord.Gateway;

namespace AwsPrepBot.Discord.Tests.Gateway;

/// <summary>The table of developers/topics/opcodes-and-status-codes, code by code, on the wire.</summary>
public sealed class CloseCodeTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1006)]
    [InlineData(4000)]
    [InlineData(4001)]
    [InlineData(4002)]
    [InlineData(4005)]
    [InlineData(4008)]
    [InlineData(4999)]
    public async Task These_resume(int? code)
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendClose(code);
        var second = await script.ExpectConnectionAsync();
        second.SendHello();
        Assert.Equal((ScriptedSocket.SessionId, 1), await second.ExpectResumeAsync());
    }

    [Theory]
    [InlineData(4003)]
    [InlineData(4007)]
    [InlineData(4009)]
    public async Task These_identify_anew(int code)
    {
        await using var script = new GatewayScript();
        var first = await script.ExpectSessionAsync();
        script.Time.Advance(TimeSpan.FromSeconds(9));
        first.SendClose(code);
        var second = await script.ExpectConnectionAsync();
        Assert.StartsWith(GatewayScript.GatewayUrl, second.Address!.AbsoluteUri, StringComparison.Ordinal);
        second.SendHello();
        await second.ExpectIdentifyAsync();
    }

    [Theory]
    [InlineData(4004, "Discord:Token")]
    [InlineData(4010, "shard")]
    [InlineData(4011, "sharding")]
    [InlineData(4012, "Update the bot")]
    [InlineData(4013, "intents")]
    [InlineData(4014, "intents")]
    public async Task These_stop_with_advice(int code, string advice)
    {
        await using var script = new GatewayScript();
        (await script.ExpectSessionAsync()).SendClose(code);
        var end = await script.ExpectEndAsync();
        Assert.False(end.Cancelled);
        Assert.Contains(advice, end.Advice, StringComparison.Ordinal);
        Assert.Equal(GatewayState.Stopped, script.Client.State);
    }
}
