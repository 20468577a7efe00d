using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class SourcePagesTests
{
    [Theory]
    [InlineData("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html", "RDS proxy pinning")]
    [InlineData("https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html#nacl-rules", "VPC network ACLs")]
    [InlineData("https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html", "AssumeRole")]
    [InlineData("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html", "Roles use revoke sessions")]
    [InlineData("https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html", "Versioning")]
    [InlineData("https://docs.aws.amazon.com/vault/latest/devguide/Welcome.html", "Vault: Welcome")]
    [InlineData("https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html", "SnapStart")]
    [InlineData("https://aws.amazon.com/", "aws.amazon.com")]
    [InlineData("https://docs.aws.amazon.com/a/---.html", "A")]
    public void A_page_is_called_what_its_address_says_it_is_about(string address, string name) =>
        Assert.Equal(name, SourcePages.NameOf(new Uri(address)));

    [Fact]
    public void A_long_name_is_cut()
    {
        var name = SourcePages.NameOf(new Uri($"https://docs.aws.amazon.com/{string.Join('-', Enumerable.Repeat("word", 40))}.html"));
        Assert.Equal(MessageLimits.PageName, name.Length);
        Assert.EndsWith("…", name, StringComparison.Ordinal);
    }
}
