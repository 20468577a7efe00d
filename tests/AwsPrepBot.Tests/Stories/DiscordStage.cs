using System.Text;
using System.Text.RegularExpressions;
using AwsPrepBot.Discord.Tests.Adapter;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Discord;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Tests.Stories;

/// <summary>A Discord server with a channel that everybody reads.</summary>
sealed partial class DiscordStage : Stage
{
    readonly Dictionary<string, FakeMember> _people = [];
    readonly List<FakeMessage> _shown = [];
    DiscordBot _bot = null!;

    public override TestDatabase Database => _bot.Database;

    protected override IServiceProvider Services => _bot.Services;

    protected override TeamId Team => _bot.Team;

    protected override ChannelId Channel => new($"{_bot.Channel.Id}");

    /// <summary>A channel that was just set up, with its first question.</summary>
    public static async Task<Stage> OpenAsync(params string[] people)
    {
        var stage = new DiscordStage();
        stage._bot = await DiscordBot.StartAsync(services =>
        {
            services.AddSingleton<IAnswerGrader>(new LiteralGrader());
            stage.Recorder.Listen(services);
        });
        foreach (var member in new[] { stage._bot.Admin, stage._bot.Ana, stage._bot.Ben })
            stage._people[member.User.Name] = member;
        foreach (var name in people.Where(name => !stage._people.ContainsKey(name)))
            stage._people[name] = stage._bot.Discord.AddMember(stage._bot.Guild, name);
        await stage.SayAsync("dora", "setup", "timezone=Etc/UTC");
        await stage.SayAsync("dora", "post");
        return stage;
    }

    public override MemberId IdOf(string who) => new($"{_people[who].User.Id}");

    public override async Task<string> SayAsync(string who, string command, params string[] options) => await AnswerAsync(await _bot.PrepAsync(
        _people[who], command, [.. options.Select(option => option.Split('=', 2)).Select(parts => (parts[0], (object)parts[1]))]));

    public override async Task<string> PressAsync(string who, string label) =>
        await AnswerAsync(await _bot.Discord.PressLabelAsync(_people[who], Latest(who, label), label));

    public override async Task<string> WriteAsync(string who, string label, string text)
    {
        var opened = await _bot.Discord.PressLabelAsync(_people[who], Latest(who, label), label);
        var form = await opened.ModalAsync(Cancel);
        var field = form["components"]!.AsArray().Select(part => part?["component"]?["custom_id"]).OfType<System.Text.Json.Nodes.JsonNode>().Single();
        return await AnswerAsync(await _bot.Discord.SubmitModalAsync(opened, new Dictionary<string, string> { [(string)field!] = text }));
    }

    public override string SeenBy(string who)
    {
        var user = _people[who].User;
        FakeMessage[] messages = [.. _bot.Discord.Messages(_bot.Channel), .. _bot.Discord.Ephemerals(user), .. _bot.Discord.Messages(_bot.Discord.DirectMessages(user))];
        return string.Join(' ', messages.SelectMany(message => message.Versions).Select(version => Read(FakeMessage.TextOf(version))));
    }

    public override byte[] FileOf(string who) => _bot.Discord.Ephemerals(_people[who].User).SelectMany(message => message.Files).Last().Content;

    public override async Task GoToAsync(Instant instant)
    {
        var beats = _bot.Discord.Heartbeats;
        var later = instant.ToDateTimeOffset() - _bot.Time.GetUtcNow();
        _bot.Time.Advance(later);
        // Two leaps between a heartbeat and its answer would look like a dead connection.
        if (later > TimeSpan.FromMinutes(1))
            await _bot.Discord.UntilAsync(() => _bot.Discord.Heartbeats > beats, "a heartbeat", Cancel);
        await Services.GetRequiredService<Sweep>().RunAsync(Cancel);
        await DeliveredAsync();
    }

    /// <summary>A heartbeat is late after every leap of the clock; that is the story's doing.</summary>
    public override IReadOnlyList<string> Faults() =>
        [.. _bot.Discord.Violations.Where(violation => !violation.Detail.StartsWith("a heartbeat came late", StringComparison.Ordinal)).Select(violation => $"{violation}")];

    public override ValueTask DisposeAsync() => _bot.DisposeAsync();

    async Task<string> AnswerAsync(FakeInteraction interaction)
    {
        var message = await interaction.MessageAsync(Cancel);
        await DeliveredAsync();
        if (message.OnlyFor != interaction.User)
            throw new InvalidOperationException($"Everybody reads what {interaction.User.Name} was answered: {message.Text}");
        _shown.Remove(message);
        _shown.Add(message);
        return $"{Read(message.Text)} {string.Concat(message.Buttons.Select(button => $"[ {button.Label} ]"))}";
    }

    async Task DeliveredAsync()
    {
        await _bot.DeliveredAsync();
        _shown.AddRange(_bot.Discord.Messages(_bot.Channel).Except(_shown));
    }

    FakeMessage Latest(string who, string label) =>
        _shown.LastOrDefault(message => (message.OnlyFor is null || message.OnlyFor == _people[who].User) && message.Buttons.Any(button => button.Label == label))
        ?? throw new InvalidOperationException($"{who} sees no button \"{label}\".");

    /// <summary>Discord's Markdown as it is read, links without their address.</summary>
    static string Read(string markdown)
    {
        var text = new StringBuilder();
        markdown = Link().Replace(markdown, "$1");
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] == '\\' && i + 1 < markdown.Length)
                text.Append(markdown[++i]);
            else if (markdown[i] is not ('*' or '`'))
                text.Append(markdown[i]);
        }
        return Plain(text.Replace("-# ", "").Replace("### ", "").ToString());
    }

    [GeneratedRegex(@"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)]*\)")]
    private static partial Regex Link();
}
