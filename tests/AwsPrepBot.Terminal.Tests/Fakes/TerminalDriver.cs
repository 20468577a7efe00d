using System.Text;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Spectre.Console;

namespace AwsPrepBot.Terminal.Tests.Fakes;

/// <summary>The adapter on a scripted console, wired as in the product, and a bot that answers as it is told.</summary>
sealed class TerminalDriver : IAsyncDisposable
{
    /// <summary>Mon 23 Nov 2026 19:00 in Berlin.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);

    readonly ServiceProvider _services;
    readonly Lifetime _lifetime = new();
    readonly IHostedService _adapter;

    TerminalDriver(TextReader input, TextWriter output, bool isPerson, string speakAs, string? saveTo = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IPrepBot>(Bot);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IHostApplicationLifetime>(_lifetime);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(new MachineZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]));
        services.AddSingleton(new TerminalConsole(input, output, isPerson, TerminalConsole.Plain(), Unicode: true, () => 80));
        services.AddTerminal(new TerminalOptions { SpeakAs = speakAs, SaveTo = saveTo });
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Bot.Platform = _services.GetRequiredService<IChatPlatform>();
        _adapter = _services.GetRequiredService<IHostedService>();
        Output = output;
    }

    public ScriptedBot Bot { get; } = new();

    public FakeTimeProvider Time { get; } = new(Now.ToDateTimeOffset());

    public TextWriter Output { get; }

    /// <summary>All that is on the screen.</summary>
    public string Screen => Output.ToString()!;

    /// <summary>A script's input, all there from the start.</summary>
    public static TerminalDriver Piped(params string[] lines) =>
        PipedRaw(new StringReader(string.Concat(lines.Select(line => line + "\n"))));

    public static TerminalDriver PipedRaw(TextReader input, TextWriter? output = null, string? saveTo = null) => new(input, output ?? new StringWriter(), isPerson: false, "ana", saveTo);

    /// <summary>A person at the keyboard.</summary>
    public static TerminalDriver Person(TypedInput keyboard) => new(keyboard, new StringWriter(), isPerson: true, "ana");

    public async Task StartAsync()
    {
        await _adapter.StartAsync(TestContext.Current.CancellationToken);
        _lifetime.Started.Cancel();
    }

    /// <summary>Starts and waits until the adapter stops the program.</summary>
    public async Task<string> RunAsync()
    {
        await StartAsync();
        await StoppedAsync();
        return Screen;
    }

    public async Task StoppedAsync()
    {
        await _lifetime.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await ((BackgroundService)_adapter).ExecuteTask!;
    }

    /// <summary>Stops as the host does on Ctrl+C.</summary>
    public Task StopAsync() => _adapter.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _adapter.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _lifetime.Started.Dispose();
    }

    sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationTokenSource Started { get; } = new();

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken ApplicationStarted => Started.Token;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopped.TrySetResult();
    }
}
