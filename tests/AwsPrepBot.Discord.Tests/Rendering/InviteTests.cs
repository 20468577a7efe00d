using System.Text.RegularExpressions;
using AwsPrepBot.Discord.Wire;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>What <c>deploy/discord.md</c> tells people to grant is what the bot looks for.</summary>
public sealed partial class InviteTests
{
    static readonly string Page = File.ReadAllText(Repository.PathOf("deploy/discord.md"));

    [Fact]
    public void The_invite_address_asks_for_exactly_what_posting_needs() =>
        Assert.Equal((ulong)ChannelPermissions.ToPost, ulong.Parse(Address().Match(Page).Groups[1].Value));

    [Fact]
    public void The_table_explains_each_of_them()
    {
        var rows = Row().Matches(Page).Select(row => (Name: row.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal), Bit: ulong.Parse(row.Groups[2].Value))).ToList();
        Assert.Equal((ulong)ChannelPermissions.ToPost, rows.Aggregate(0UL, (sum, row) => sum | row.Bit));
        Assert.All(rows, row => Assert.Equal(((Permissions)row.Bit).ToString(), row.Name));
    }

    [GeneratedRegex(@"permissions=(\d+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\| ([A-Z][A-Za-z ]+) \| (\d+) \| \S", RegexOptions.Multiline)]
    private static partial Regex Row();
}
