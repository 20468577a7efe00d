using System.CommandLine;
using AwsPrepBot.Discord;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Hosting;
using AwsPrepBot.Jobs;
using AwsPrepBot.Judge;
using AwsPrepBot.Questions;
using AwsPrepBot.Slack;
using AwsPrepBot.Storage;
using AwsPrepBot.Terminal;
using AwsPrepBot.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Verbs;

/// <summary><c>run</c>: connects the chat platforms to the engine until it is stopped.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var command = new Command("run", "Run the bot (what happens without a verb)");
        AddTo(command);
        return command;
    }

    /// <summary>Makes a command run the bot.</summary>
    public static void AddTo(Command command)
    {
        var speakAs = new Option<string?>("--as") { Description = "Who speaks at the terminal (default: the account's name)", HelpName = "name" };
        command.Options.Add(speakAs);
        command.SetAction((parsed, cancellationToken) => Expected.HandleAsync(
            parsed, () => RunAsync(parsed.GetValue(speakAs), cancellationToken)));
    }

    static async Task<int> RunAsync(string? speakAs, CancellationToken cancellationToken)
    {
        var configuration = Settings.Load();
        foreach (var (key, mend) in Settings.Strangers(configuration))
            await Console.Error.WriteLineAsync($"Warning: {key} is no key of this program. {mend}");
        foreach (var problem in Settings.AdminProblems(configuration))
            await Console.Error.WriteLineAsync($"Warning: {problem}");
        var (isDiscord, isSlack) = (DiscordServices.IsWanted(configuration), SlackServices.IsWanted(configuration));
        if (speakAs is not null && (isDiscord || isSlack))
        {
            throw new ConfigurationProblemException(
                $"--as is for the terminal, which stays off while a chat platform is configured. Leave it out, or remove {(isDiscord ? "Discord:Token" : "Slack:BotToken and Slack:AppToken")}.");
        }

        if (speakAs is not null && TerminalOptions.NameProblem(speakAs) is { } wrong)
            throw new ConfigurationProblemException($"--as: {wrong}");

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var clock = Settings.Clock(configuration);
        var questions = await QuestionStart.LoadAsync(Settings.QuestionsPath(configuration), clock, cancellationToken);
        if (questions.Result.Bank is null)
        {
            foreach (var finding in questions.Result.Findings)
                await Console.Error.WriteLineAsync(finding.ToString());
            return 1;
        }

        builder.Services.AddSingleton(clock);
        builder.Logging.AddStandardError(configuration, isDiscord || isSlack ? LogLevel.Information : LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services
            .AddStorage(configuration)
            .AddQuestions(questions)
            .AddEngine(Settings.Admins(configuration))
            .AddJobs()
            .AddHostedService<CatchUp>();
        if (JudgeServices.IsWanted(configuration))
            builder.Services.AddJudge(configuration);
        if (isDiscord)
            builder.Services.AddDiscord(configuration);
        if (isSlack)
            builder.Services.AddSlack(configuration);
        if (!isDiscord && !isSlack)
            builder.Services.AddTerminal(new TerminalOptions { SpeakAs = speakAs });
        if (WebAddress.Read(configuration, isTerminal: !isDiscord && !isSlack) is { } address)
        {
            WebAddress.RequireFree(address);
            builder.Services.AddSingleton<Readiness>();
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<HealthServer>(services, address));
        }

        var host = builder.Build();
        await using var disposal = (IAsyncDisposable)host; // some parts cannot be let go of otherwise
        if (configuration[Settings.ClockStart] is { Length: > 0 } start)
            await Console.Error.WriteLineAsync($"The clock is set: the program believes it started at {start}.");
        await host.Services.OpenStorageAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        if (host.Services.GetRequiredService<PlatformEnd>().Reason is { } reason)
        {
            await Console.Error.WriteLineAsync(reason);
            return 1;
        }

        // A part that failed has been logged and has stopped the host; whoever started it must see that too.
        return host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }
}
