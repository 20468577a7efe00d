using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AwsPrepBot.Terminal;

/// <summary>Puts the terminal adapter into a host.</summary>
public static class TerminalServices
{
    /// <summary>
    /// Adds the chat platform <c>terminal</c> and the conversation with whoever is at standard input. Needs an
    /// <see cref="IPrepBot"/>, a <see cref="TimeProvider"/> and logging, and logging must not write to standard output.
    /// Standard input is read only after the host has started; the end of it stops the host.
    /// </summary>
    /// <exception cref="ArgumentException"><see cref="TerminalOptions.SpeakAs"/> is no valid name.</exception>
    public static IServiceCollection AddTerminal(this IServiceCollection services, TerminalOptions options)
    {
        if (options.SpeakAs is { } name && TerminalOptions.NameProblem(name) is { } problem)
            throw new ArgumentException(problem, nameof(options));
        services.TryAddSingleton(_ => TerminalConsole.OfProcess());
        services.TryAddSingleton(_ => MachineZone.Detect());
        services.AddSingleton(provider => new TerminalRenderer(
            provider.GetRequiredService<MachineZone>().Zone, provider.GetRequiredService<TerminalConsole>().Unicode));
        services.AddSingleton<Screen>();
        services.AddSingleton<ShownActions>();
        services.AddSingleton(provider => new Speakers(options.SpeakAs, provider.GetRequiredService<MachineZone>().Id));
        services.AddSingleton(provider => new Interpreter(
            provider.GetRequiredService<Speakers>(), provider.GetRequiredService<ShownActions>(), options.Subcommands));
        services.AddSingleton(new SavedFiles(options.SaveTo ?? Environment.CurrentDirectory));
        services.AddSingleton<TerminalPlatform>();
        services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<TerminalPlatform>());
        services.AddHostedService<TerminalAdapter>();
        return services;
    }
}
