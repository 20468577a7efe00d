using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Slack.Tests.Adapter;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Slack;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Tests.Stories;

/// <summary>A Slack workspace with a channel that everybody reads.</summary>
sealed class SlackStage : Stage
{
    readonly Dictionary<string, FakeSlackUser> _people = [];
    readonly List<FakeSlackMessage> _shown = [];
    SlackBot _bot = null!;

    public override TestDatabase Database => _bot.Database;

    protected override IServiceProvider Services => _bot.Services;

    protected override TeamId Team => _bot.Team;

    protected override ChannelId Channel => new(_bot.Channel.Id);

    /// <summary>A channel that was just set up, with its first question.</summary>
    public static async Task<Stage> OpenAsync(params string[] people)
    {
        var stage = new SlackStage();
        stage._bot = await SlackBot.StartAsync(configure: services =>
        {
            services.AddSingleton<IAnswerGrader>(new LiteralGrader());
            stage.Recorder.Listen(services);
        });
        foreach (var user in new[] { stage._bot.Admin, stage._bot.Ana, stage._bot.Ben })
        {
            user.Name = user.Name.ToLowerInvariant();
            stage._people[user.Name] = user;
        }

        foreach (var name in people.Where(name => !stage._people.ContainsKey(name)))
            stage._people[name] = stage._bot.Slack.AddUser(name);
        await stage.SetUpAsync();
        await stage.SayAsync("dora", "post");
        return stage;
    }

    public override MemberId IdOf(string who) => new(_people[who].Id);

    public override async Task<string> SayAsync(string who, string command, params string[] options) => await AnswerAsync(
        _bot.Slack.Command(_people[who], _bot.Channel, $"/prep {command} {string.Join(' ', options.Select(Typed))}".Trim()));

    public override async Task<string> PressAsync(string who, string label) => await AnswerAsync(_bot.Slack.Press(_people[who], Latest(who, label), label));

    public override async Task<string> WriteAsync(string who, string label, string text)
    {
        var opened = await _bot.Slack.Press(_people[who], Latest(who, label), label).OpenedAsync(Cancel);
        return await SubmitAsync(opened, (opened.Fields.Single(), text));
    }

    public override string SeenBy(string who)
    {
        var user = _people[who];
        FakeSlackMessage[] messages = [.. _bot.Slack.Messages(_bot.Channel), .. _bot.Slack.Ephemerals(user), .. _bot.Slack.Messages(_bot.Slack.DirectMessages(user))];
        return string.Join(' ', messages.SelectMany(message => message.Versions).Select(version => Plain(SlackText.Of(version))));
    }

    public override byte[] FileOf(string who) => _bot.Slack.Messages(_bot.Slack.DirectMessages(_people[who])).SelectMany(message => message.Files).Last().Content;

    public override async Task GoToAsync(Instant instant)
    {
        _bot.Time.Advance(instant.ToDateTimeOffset() - _bot.Time.GetUtcNow());
        await Services.GetRequiredService<Sweep>().RunAsync(Cancel);
        await DeliveredAsync();
        _bot.Time.Advance(TimeSpan.FromSeconds(1)); // a channel takes one message a second
    }

    public override IReadOnlyList<string> Faults() => [.. _bot.Slack.Violations.Select(violation => $"{violation}")];

    public override ValueTask DisposeAsync() => _bot.DisposeAsync();

    /// <summary>As an admin does who has read nothing: the command alone, and the form it opens.</summary>
    async Task SetUpAsync()
    {
        var form = await _bot.Slack.Command(_people["dora"], _bot.Channel, "/prep setup").OpenedAsync(Cancel);
        await SubmitAsync(form, ("timezone", "Etc/UTC"));
    }

    /// <summary>A form that was sent is answered with a message of its own, or in place of the one it was asked for on.</summary>
    async Task<string> SubmitAsync(FakeView form, params (string Field, string Text)[] fields)
    {
        var (user, before) = (form.User, Versions(form.User));
        var sent = _bot.Slack.Submit(form, fields);
        await sent.AcknowledgedAsync(Cancel);
        if (sent.Errors is { } errors)
            return string.Join(' ', errors.Values);
        await _bot.Slack.UntilAsync(() => Versions(user) > before, $"an answer to {user.Name}'s form", Cancel);
        await DeliveredAsync();
        return Show(_bot.Slack.Ephemerals(user).MaxBy(message => message.LastEdit)!);
    }

    /// <summary>Values of several words stand in quotes.</summary>
    static string Typed(string option) => option.Split('=', 2) is [var name, var value] && value.Contains(' ') ? $"{name}=\"{value}\"" : option;

    int Versions(FakeSlackUser user) => _bot.Slack.Ephemerals(user).Sum(message => message.Versions.Count);

    async Task<string> AnswerAsync(FakeSlackInteraction interaction)
    {
        var message = await interaction.MessageAsync(cancellationToken: Cancel);
        await DeliveredAsync();
        if (message.OnlyFor != interaction.User)
            throw new InvalidOperationException($"Everybody reads what {interaction.User.Name} was answered: {message.Text}");
        return Show(message);
    }

    string Show(FakeSlackMessage message)
    {
        _shown.Remove(message);
        _shown.Add(message);
        return $"{Plain(message.Text)} {string.Concat(message.Buttons.Select(button => $"[ {button.Label} ]"))}";
    }

    async Task DeliveredAsync()
    {
        await _bot.DeliveredAsync();
        _shown.AddRange(_bot.Slack.Messages(_bot.Channel).Except(_shown));
    }

    FakeSlackMessage Latest(string who, string label) =>
        _shown.LastOrDefault(message => (message.OnlyFor is null || message.OnlyFor == _people[who]) && message.Buttons.Any(button => button.Label == label))
        ?? throw new InvalidOperationException($"{who} sees no button \"{label}\".");
}
