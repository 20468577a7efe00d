using AwsPrepBot.Benchmarks.Served;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Benchmarks.Discord;

/// <summary>A Discord of our own.</summary>
sealed class DiscordPlatform : FakePlatform
{
    /// <summary>The hidden verb that answers every interaction with the same few words.</summary>
    public const string Empty = "empty-replies";

    readonly FakeDiscord _discord;
    readonly FakeChannel _channel;
    readonly FakeMember _admin;
    readonly List<FakeMember> _members;
    FakeMessage? _question;
    string[] _letters = [];

    DiscordPlatform(FakeDiscord discord, int members)
    {
        _discord = discord;
        var guild = discord.AddGuild();
        _channel = discord.AddChannel(guild);
        _admin = discord.AddMember(guild, "admin", admin: true);
        _members = [.. Enumerable.Range(0, members).Select(number => discord.AddMember(guild, $"member-{number}"))];
    }

    public override int Members => _members.Count;

    public override IReadOnlyList<string> Letters => [.. LetterButtons.Select(button => button.Label)];

    public override string? Violation => _discord.Violations is [var violation, ..] ? $"{violation.Kind}: {violation.Detail}" : null;

    IEnumerable<FakeButton> LetterButtons => _question!.Buttons.Where(button => button.Label.Length == 1);

    public static async Task<FakePlatform> OpenAsync(int members) => new DiscordPlatform(
        await FakeDiscord.StartAsync(new FakeDiscordOptions { ValidateAgainstSpec = false, KeepsHistory = false, IdentifySpacing = TimeSpan.Zero, Patience = TimeSpan.FromSeconds(30) }), members);

    public override Task<ServedProcess> StartBotAsync(string program, string folder)
    {
        var looks = _discord.Answered(FakeRoutes.GetCommands);
        var registrations = _discord.Answered(FakeRoutes.PutCommands);
        var isFirst = _discord.Registrations == 0;
        return ServedProcess.StartAsync(
            program, [], folder, Quiet(("Discord__Token", _discord.Token), ("Discord__ApiUrl", _discord.ApiUrl.ToString())), OnlineAsync,
            () => _discord.UntilAsync(() => isFirst ? _discord.Answered(FakeRoutes.PutCommands) > registrations : _discord.Answered(FakeRoutes.GetCommands) > looks, "the commands"));
    }

    public override Task<ServedProcess> StartEmptyRepliesAsync(string folder) =>
        ServedProcess.StartAsync(Environment.ProcessPath!, [Empty, _discord.ApiUrl.ToString(), _discord.Token], folder, [], OnlineAsync);

    public override async Task AskAsync()
    {
        await (await _discord.CommandAsync(_admin, _channel, "prep", "setup", ("timezone", "Europe/Berlin"))).FirstMessage;
        await (await _discord.CommandAsync(_admin, _channel, "prep", "post")).FirstMessage;
        _question = await _discord.MessageAsync(_channel);
        _letters = [.. LetterButtons.Select(button => button.CustomId!)];
    }

    public override async Task<string> PressAsync(int member, int letter) =>
        (await (await _discord.PressAsync(_members[member], _question!, _letters[letter])).FirstMessage).Content;

    public override ValueTask DisposeAsync() => _discord.DisposeAsync();

    Task OnlineAsync() => _discord.UntilAsync(() => _discord.IsOnline, "the program online");
}
