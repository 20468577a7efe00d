using System.CommandLine;
using System.Text.Json;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit.Storage;
using AwsPrepBot.Verbs;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Tests.Verbs;

public sealed class DbVerbTests : IAsyncDisposable
{
    readonly TestDatabase _database = TestDatabase.Empty(TestContext.Current.CancellationToken);
    readonly StringWriter _output = new(), _error = new();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Migrate_says_from_which_version_to_which()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        Assert.Equal(0, await RunAsync("migrate"));

        var newest = _database.Query<string>("SELECT MAX(ScriptName) FROM SchemaVersions").Single();
        Assert.Equal($"{_database.File} was made, at {newest}.\n{_database.File} is at {newest} already.\n", _output.ToString());
    }

    [Fact]
    public async Task Check_of_a_sound_database_in_use_exits_0()
    {
        await _database.StartStoreAsync();

        Assert.Equal(0, await RunAsync("check"));
        Assert.Equal($"{_database.File} is sound.\n", _output.ToString());
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task Check_tells_what_it_found_what_it_means_and_what_to_do_and_exits_1()
    {
        await BreakStandingsAsync();

        Assert.Equal(1, await RunAsync("check"));

        Assert.Equal(
            """
            standings by week: 1 found
              - discord:1 ann from 2026-11-23: shown 99 points for 1 answers, ledger 20 for 1
              What it means: Boards show sums that the ledger does not have.
              What to do: Run `db rebuild-standings`.

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public async Task Check_speaks_JSON_to_a_machine()
    {
        await _database.StartStoreAsync();
        Assert.Equal(0, await RunAsync("check", "--json"));
        Assert.Equal("[]\n", _output.ToString());
        _output.GetStringBuilder().Clear();
        await _database.StopStoreAsync();
        await BreakStandingsAsync();

        Assert.Equal(1, await RunAsync("check", "--json"));

        var finding = Assert.Single(JsonDocument.Parse(_output.ToString()).RootElement.EnumerateArray().ToList());
        Assert.Equal("standings by week", finding.GetProperty("check").GetString());
        Assert.Equal(1, finding.GetProperty("count").GetInt32());
        Assert.Equal("Run `db rebuild-standings`.", finding.GetProperty("mend").GetString());
    }

    [Fact]
    public async Task Rebuild_standings_mends_them_while_the_bot_runs()
    {
        await BreakStandingsAsync();

        Assert.Equal(0, await RunAsync("rebuild-standings"));

        Assert.Equal("4 standings were rebuilt from the ledger.\n", _output.ToString());
        Assert.Equal(0, await RunAsync("check"));
    }

    [Fact]
    public async Task Backup_says_where_the_copy_is_and_overwrites_nothing()
    {
        await _database.StartStoreAsync();
        var copy = Path.Combine(Path.GetDirectoryName(_database.File)!, "copy.db");

        Assert.Equal(0, await RunAsync("backup", copy));
        Assert.Equal(1, await RunAsync("backup", copy));

        Assert.Equal($"{_database.File} was copied to {copy}.\n", _output.ToString());
        Assert.Equal($"{copy} is there already and was not touched; name a new file.\n", _error.ToString());
    }

    [Fact]
    public async Task Restore_says_what_it_did_and_where_the_old_one_is()
    {
        await _database.StartStoreAsync();
        var copy = Path.Combine(Path.GetDirectoryName(_database.File)!, "copy.db");
        Assert.Equal(0, await RunAsync("backup", copy));
        Assert.Equal(1, await RunAsync("restore", copy));
        Assert.StartsWith($"Another run (process {Environment.ProcessId}) is using {_database.File}.", _error.ToString(), StringComparison.Ordinal);
        await _database.StopStoreAsync();
        _output.GetStringBuilder().Clear();

        Assert.Equal(0, await RunAsync("restore", copy));

        Assert.Matches($@"^{_database.File} was restored from {copy}\.\nWhat was there is kept as {_database.File}\.before-restore-[0-9-]+\. Delete it when all is well\.\n$", _output.ToString());
        Assert.Equal(0, await RunAsync("check"));
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("check")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("rebuild-standings")]
    public async Task Each_says_what_it_is_for(string verb)
    {
        Assert.Equal(0, await RunAsync(verb, "--help"));
        Assert.Matches(@"Description:\n  [A-Z].{20,}", _output.ToString());
    }

    [Theory]
    [InlineData("check")]
    [InlineData("rebuild-standings")]
    [InlineData("backup", "copy.db")]
    public async Task What_goes_wrong_is_one_line_on_stderr_and_exit_code_1(params string[] words)
    {
        Assert.Equal(1, await RunAsync(words));

        Assert.Empty(_output.ToString());
        Assert.StartsWith($"There is no database at {_database.File};", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _error.ToString().Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_wrong_connection_string_is_named()
    {
        Assert.Equal(1, await RunAsync(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Storage:ConnectionString", "Host=db")]).Build(), "migrate"));

        Assert.StartsWith("Storage:ConnectionString: PostgreSQL", _error.ToString(), StringComparison.Ordinal);
    }

    async Task BreakStandingsAsync()
    {
        await _database.StartStoreAsync();
        var round = await _database.PostAsync(Some.Round(await _database.SaveAsync(Some.Schedule())));
        await _database.Rounds.SubmitAsync(Some.Answer(round, "ann", "b"), TestContext.Current.CancellationToken);
        await _database.SettleAsync(round, RoundState.Closed);
        _database.Execute("UPDATE standings SET points = 99 WHERE bucket = 'week'");
    }

    Task<int> RunAsync(params string[] words) => RunAsync(_database.Configuration, words);

    Task<int> RunAsync(IConfiguration configuration, params string[] words) =>
        new RootCommand { DbVerb.Create(_ => configuration) }
            .Parse(["db", .. words])
            .InvokeAsync(new InvocationConfiguration { Output = _output, Error = _error }, TestContext.Current.CancellationToken);
}
