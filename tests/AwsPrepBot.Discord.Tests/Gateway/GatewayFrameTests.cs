using System.Text;
using System.Text.Json;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Tests.Gateway;

public sealed class GatewayFrameTests
{
    static GatewayFrame Read(string json) => GatewayFrame.Read(Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("""{"op":0,"d":{"id":"1","deep":[{}]},"s":7,"t":"READY"}""", 0, """{"id":"1","deep":[{}]}""", 7L, "READY")]
    [InlineData("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""", 10, """{"heartbeat_interval":41250}""", null, null)]
    [InlineData(""" { "op" : 9 , "d" : true } """, 9, "true", null, null)]
    [InlineData("""{"op":11}""", 11, "", null, null)]
    [InlineData("""{"op":11,"d":null,"new":{"field":[1,2]}}""", 11, "null", null, null)]
    [InlineData("""{"op":1,"op":7}""", 7, "", null, null)]
    public void The_payload_stays_the_bytes_that_came(string json, int op, string payload, long? number, string? name)
    {
        var frame = Read(json);
        Assert.Equal(((GatewayOp)op, payload, number, name), (frame.Op, Encoding.UTF8.GetString(frame.D.Span), frame.S, frame.T));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"op":null}""")]
    [InlineData("""{"op":"0"}""")]
    [InlineData("""{"op":1.5}""")]
    [InlineData("""{"op":-1}""")]
    [InlineData("""{"op":99999999999}""")]
    [InlineData("""{"op":0,"s":"7"}""")]
    [InlineData("""{"op":0,"t":7}""")]
    [InlineData("""{"op":0,"t":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"op":0}""")]
    [InlineData("{\"op\":0,\"d\":{")]
    [InlineData("""{"op":0} {"op":0}""")]
    public void What_is_no_envelope_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void Nesting_beyond_the_guard_is_refused_wherever_it_is()
    {
        var deep = new string('[', DiscordJson.Depth + 1) + new string(']', DiscordJson.Depth + 1);
        Assert.ThrowsAny<JsonException>(() => Read("{\"op\":0,\"d\":" + deep + "}"));
        Assert.ThrowsAny<JsonException>(() => Read("{\"op\":0,\"other\":" + deep + "}"));
    }
}
