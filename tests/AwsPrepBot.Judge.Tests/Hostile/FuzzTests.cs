using System.Text.Json;
using AwsPrepBot.TestKit.Hostile;

namespace AwsPrepBot.Judge.Tests.Hostile;

/// <summary>What a model replies, spoilt.</summary>
public sealed class FuzzTests
{
    [Fact]
    public Task A_reply_has_a_mark_for_each_point_or_none_at_all() => Fuzz.TextsAsync("replies", 40, text =>
    {
        try
        {
            Assert.True(Reply.Parse(text, 2) is null or { Count: 2 });
        }
        catch (JsonException)
        {
            // As announced: the built-in grade stands.
        }
    });
}
