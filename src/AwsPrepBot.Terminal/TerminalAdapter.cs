using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Terminal;

/// <summary>
/// The conversation: opens the room, then reads a line, has it answered, waits until everything it caused is on the screen,
/// and reads the next. The end of the input ends the program.
/// </summary>
sealed partial class TerminalAdapter(
    TerminalConsole console,
    Screen screen,
    TerminalPlatform platform,
    ShownActions actions,
    Speakers speakers,
    Interpreter interpreter,
    MachineZone zone,
    SavedFiles files,
    IPrepBot bot,
    IHostApplicationLifetime lifetime,
    ILogger<TerminalAdapter> logger) : BackgroundService
{
    // Two runs must not make the same id: the engine takes it for the same act, delivered again.
    readonly string _run = Guid.NewGuid().ToString("N");
    readonly LineReader _lines = new(console.Input);
    long _requests;

    static RichText HelpForTheTerminal { get; } =
    [
        "At a terminal you press a button by typing what is on it. A line that begins with ", Span.Code("@name"),
        " is said by that person. ", Span.Code("quit"), " ends.",
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, screen.Closed);
        try
        {
            await StartedAsync(either.Token);
            await OpenAsync(either.Token);
            await TalkAsync(either.Token);
            Log.InputEnded(logger);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested || screen.Closed.IsCancellationRequested)
        {
            if (!stoppingToken.IsCancellationRequested)
                Log.OutputClosed(logger);
        }
        screen.PromptDone(endLine: true);
        lifetime.StopApplication();
    }

    // What delivers our posts may start after us.
    async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    async Task OpenAsync(CancellationToken cancellationToken)
    {
        using (screen.KeepChannelBack())
        {
            screen.Show(Card.Plain(
            [
                Span.Strong("AwsPrepBot"), ": an AWS interview question every working day. ", Span.Code("?"), " helps, ", Span.Code("quit"), " ends.",
            ]));
            if (await bot.StartRoomAsync(TerminalPlatform.Team, TerminalPlatform.Channel, zone.Id, cancellationToken) is { } notice)
                screen.Show(notice);
        }
        await bot.WhenDeliveredAsync(platform.Name, cancellationToken);

        // The question was posted by an earlier run, whose screen is gone.
        if (!platform.HasShownQuestion && await AskAsync(speakers.Default, new CommandInput("today"), cancellationToken) is { } today)
        {
            actions.ShownInChannel(today);
            screen.Show(today);
            await bot.WhenDeliveredAsync(platform.Name, cancellationToken);
        }
    }

    async Task TalkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (console.IsPerson)
                screen.Prompt(speakers.Default.DisplayName);
            var line = await ReadAsync(cancellationToken);
            screen.PromptDone(endLine: line is ReadLine.End);
            switch (line)
            {
                case ReadLine.End:
                    return;
                case ReadLine.TooLong:
                    screen.Show(Card.Refusal($"That line is too long, so nothing of it was sent. A line may have {LineReader.LongestLine:N0} characters."));
                    break;
                case ReadLine.Text(var text):
                    if (!await AnswerAsync(interpreter.Interpret(text), cancellationToken))
                        return;
                    break;
            }
        }
    }

    /// <returns>Whether to go on.</returns>
    async Task<bool> AnswerAsync(Utterance utterance, CancellationToken cancellationToken)
    {
        switch (utterance)
        {
            case Utterance.Quit:
                return false;
            case Utterance.Refused(var answer):
                screen.Show(Card.Refusal(answer));
                break;
            case Utterance.Wrote(var speaker, var text):
                using (screen.KeepChannelBack())
                    await ShowToAsync(speaker, await WriteAsync(speaker, text, cancellationToken), cancellationToken);
                await bot.WhenDeliveredAsync(platform.Name, cancellationToken);
                break;
            case Utterance.Said(var speaker, var input):
                using (screen.KeepChannelBack())
                {
                    await ShowToAsync(speaker, await AskAsync(speaker, input, cancellationToken), cancellationToken);
                    if (input is CommandInput { Name: "" or "help" })
                        screen.Note(HelpForTheTerminal);
                }
                await bot.WhenDeliveredAsync(platform.Name, cancellationToken);
                break;
        }
        return true;
    }

    async Task ShowToAsync(Speaker speaker, Card? card, CancellationToken cancellationToken)
    {
        if (card is { Form: { } form })
        {
            actions.Opened(speaker.Member, form);
            screen.Show(FormCard.Of(form));
        }
        else if (card is not null)
        {
            actions.ShownTo(speaker.Member, card);
            screen.Show(card);
            if (card.File is { } file)
                screen.Note(await files.SaveAsync(file, cancellationToken));
        }
    }

    /// <summary>Fills in the form this person has before them, else the one that is opened for it, which may be refused.</summary>
    async Task<Card?> WriteAsync(Speaker speaker, string text, CancellationToken cancellationToken)
    {
        if (actions.TakeForm(speaker.Member) is not { } form)
        {
            if (actions.FormButton(speaker.Member) is not { } button)
                return null;
            var opened = await AskAsync(speaker, new PressInput(button.Id), cancellationToken);
            if (opened is not { Form: { } fresh })
                return opened;
            form = fresh;
        }
        return await AskAsync(speaker, new FormInput(form.Id, text), cancellationToken);
    }

    Task<Card?> AskAsync(Speaker speaker, ChatInput input, CancellationToken cancellationToken)
    {
        // Where nobody reads the answer any more, nothing is asked.
        screen.Closed.ThrowIfCancellationRequested();
        var id = new RequestId($"{_run}:{++_requests}");
        return bot.HandleAsync(new ChatRequest(id, TerminalPlatform.Team, TerminalPlatform.Channel, speaker, input), cancellationToken);
    }

    // A read of the console cannot be cancelled: it gets a thread of its own, which does not keep the process alive.
    Task<ReadLine> ReadAsync(CancellationToken cancellationToken) =>
        Task.Factory.StartNew(_lines.Read, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(cancellationToken);

    static partial class Log
    {
        [LoggerMessage(5001, LogLevel.Debug, "The input ended; stopping.")]
        public static partial void InputEnded(ILogger logger);

        [LoggerMessage(5002, LogLevel.Debug, "Nobody reads the output any more; stopping.")]
        public static partial void OutputClosed(ILogger logger);
    }
}
