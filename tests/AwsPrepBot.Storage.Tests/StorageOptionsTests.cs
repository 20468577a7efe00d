using AwsPrepBot.Storage.Maintenance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("Host=db;Username=bot;Password=secret", "PostgreSQL (Host=…) is not built in yet")]
    [InlineData("Server=db", "PostgreSQL (Host=…) is not built in yet")]
    [InlineData("Data Source=:memory:", "a database in memory forgets everything")]
    [InlineData("Data Source=x;Mode=Memory", "a database in memory forgets everything")]
    [InlineData("Data Source=file:x.db", "give a plain path")]
    [InlineData("Mode=ReadWrite", "it names no file")]
    [InlineData("data/prepbot.db", "it cannot be read")]
    [InlineData("Data Source=x;Colour=blue", "it cannot be read")]
    [InlineData("Data Source=x;Pooling=secret", "one of its values is not of the kind it must be")]
    [InlineData("Data Source=x;Default Timeout=99999999999999", "one of its values is not of the kind it must be")]
    public void A_wrong_connection_string_is_refused_with_what_would_be_right(string connectionString, string complaint)
    {
        var refused = Assert.Throws<StorageException>(() => Database.From(Configuration(connectionString)));

        Assert.StartsWith($"Storage:ConnectionString: {complaint}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("\"Data Source=data/prepbot.db\"", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_key_the_database_is_in_the_current_folder() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "data", "prepbot.db"), Database.From(new ConfigurationBuilder().Build()).FullPath);

    [Fact]
    public async Task A_host_does_not_start_with_a_wrong_connection_string()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddStorage(Configuration("Host=db"));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Storage:ConnectionString: PostgreSQL", refused.Message, StringComparison.Ordinal);
    }

    static IConfiguration Configuration(string connectionString) => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", connectionString)]).Build();
}
