using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Storage;
using AwsPrepBot.Terminal;
using AwsPrepBot.Terminal.Rendering;
using AwsPrepBot.Terminal.Tests.Fakes;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace AwsPrepBot.Tests.Stories;

/// <summary>A person at a terminal of 80 columns, who types for everybody.</summary>
sealed class TerminalStage : Stage
{
    readonly TypedInput _keyboard = new();
    readonly StringWriter _screen = new();
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prepbot-story-");
    readonly FakeTimeProvider _time;
    readonly IHost _host;

    TerminalStage(Instant beginning)
    {
        _time = new FakeTimeProvider(beginning.ToDateTimeOffset());
        Database = TestDatabase.Empty(Cancel, _time);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<TimeProvider>(_time).AddSingleton(new CurrentBank(Builders.OpenBank(20))).AddSingleton<IAlarms, NoAlarms>()
            .AddSingleton(new MachineZone(DateTimeZoneProviders.Tzdb["Etc/UTC"]))
            .AddSingleton(new TerminalConsole(_keyboard, _screen, IsPerson: true, TerminalConsole.Plain(), Unicode: true, () => TerminalRenderer.WidestCard))
            .AddStorage(Database.Configuration).AddEngine([])
            .AddTerminal(new TerminalOptions { SpeakAs = "dora", SaveTo = _folder.FullName })
            .AddSingleton<IAnswerGrader>(new LiteralGrader());
        Recorder.Listen(builder.Services);
        _host = builder.Build();
    }

    public override TestDatabase Database { get; }

    protected override IServiceProvider Services => _host.Services;

    protected override TeamId Team => TerminalPlatform.Team;

    protected override ChannelId Channel => TerminalPlatform.Channel;

    /// <summary>A terminal that has just been opened, with its first question.</summary>
    public static async Task<Stage> OpenAsync(Instant beginning)
    {
        var stage = new TerminalStage(beginning);
        await stage._host.StartAsync(Cancel);
        await stage._keyboard.AskedForMoreAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        return stage;
    }

    public override MemberId IdOf(string who) => new(who);

    public override Task<string> SayAsync(string who, string command, params string[] options) =>
        TypeAsync(who, $"/prep {command} {string.Join(' ', options.Select(Quoted))}");

    public override Task<string> PressAsync(string who, string label) => TypeAsync(who, label);

    public override async Task<string> WriteAsync(string who, string label, string text)
    {
        await PressAsync(who, label);
        return await TypeAsync(who, text);
    }

    public override string SeenBy(string who) => Plain(_screen.ToString());

    public override byte[] FileOf(string who) => File.ReadAllBytes(Assert.Single(_folder.GetFiles()).FullName);

    public override async Task GoToAsync(Instant instant)
    {
        _time.SetUtcNow(instant.ToDateTimeOffset());
        await Services.GetRequiredService<Sweep>().RunAsync(Cancel);
        await Services.GetRequiredService<IPrepBot>().WhenDeliveredAsync("terminal", Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    public override IReadOnlyList<string> Faults() =>
        [.. _screen.ToString().Split('\n').Where(line => Cells.Width(line) > TerminalRenderer.WidestCard || line.Any(c => char.IsControl(c)))];

    public override async ValueTask DisposeAsync()
    {
        _keyboard.End();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    async Task<string> TypeAsync(string who, string line)
    {
        var before = _screen.GetStringBuilder().Length;
        _keyboard.Type($"@{who} {line}\n");
        await _keyboard.AskedForMoreAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        return Plain(_screen.ToString()[before..]);
    }

    static string Quoted(string option) => option.Contains(' ') ? $"{option.Replace("=", "=\"", StringComparison.Ordinal)}\"" : option;
}
