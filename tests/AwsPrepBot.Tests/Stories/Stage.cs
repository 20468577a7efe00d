using System.Text.RegularExpressions;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AwsPrepBot.Tests.Stories;

/// <summary>
/// A place where a story is played: what people do there, in words that are the same on every platform. Every verb returns
/// once all it caused is to be seen; what it returns is what the person reads in return, as plain text with single blanks.
/// </summary>
abstract partial class Stage : IAsyncDisposable
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every card the engine made.</summary>
    public Recorder Recorder { get; } = new();

    public abstract TestDatabase Database { get; }

    protected abstract IServiceProvider Services { get; }

    protected abstract TeamId Team { get; }

    protected abstract ChannelId Channel { get; }

    /// <summary>The id this person has here.</summary>
    public abstract MemberId IdOf(string who);

    /// <summary>Says <c>/prep …</c>; options as <c>name=value</c>.</summary>
    public abstract Task<string> SayAsync(string who, string command, params string[] options);

    /// <summary>Presses the button with this label that they have seen last.</summary>
    public abstract Task<string> PressAsync(string who, string label);

    /// <summary>Presses a button that opens a form, writes into it and sends it.</summary>
    public abstract Task<string> WriteAsync(string who, string label, string text);

    /// <summary>All that this person has been shown so far, the channel included.</summary>
    public abstract string SeenBy(string who);

    /// <summary>The file this person was given last.</summary>
    public abstract byte[] FileOf(string who);

    /// <summary>Lets the time come, and all that is due then be done.</summary>
    public abstract Task GoToAsync(Instant instant);

    /// <summary>What an adapter must never do, found out at the end.</summary>
    public abstract IReadOnlyList<string> Faults();

    public abstract ValueTask DisposeAsync();

    /// <summary>Who stands where, as this person sees it.</summary>
    public async Task<IReadOnlyList<string>> BoardAsync(string who, string period = "week")
    {
        var board = await SayAsync(who, "leaderboard", $"period={period}");
        return [.. BoardLine().Matches(board).Select(line => string.Join(' ', line.Groups.Values.Skip(1).Select(group => group.Value)).Trim())];
    }

    /// <summary>The letters of the right and of a wrong option of the question that is open.</summary>
    public async Task<(string Right, string Wrong)> LettersAsync() =>
        Letters((await Services.GetRequiredService<IRoundStore>().OpenInAsync(Team, Channel, Cancel))[^1].Question);

    /// <summary>The same of the only quiz that is running.</summary>
    public async Task<(string Right, string Wrong)> QuizLettersAsync()
    {
        var id = new QuizId(Database.Query<long>("SELECT id FROM quizzes WHERE state = 'running'").Single());
        return Letters((await Services.GetRequiredService<IQuizStore>().FindAsync(Team, id, Cancel))!.Quiz.Present!);
    }

    /// <summary>What is wrong in the database.</summary>
    public IReadOnlyList<string> Check() => [.. Maintenance().Check(progress: null, Cancel).Select(finding => $"{finding}")];

    /// <summary>What the ledger, which is never changed but added to, makes of everybody.</summary>
    public IReadOnlyList<string> Standings() => Database.Query<string>(
        """
        SELECT concat_ws(' ', members.display_name, SUM(points), SUM(rights), SUM(answered)) FROM ledger
        JOIN members ON members.team = ledger.team AND members.id = ledger.member
        GROUP BY members.display_name ORDER BY members.display_name
        """);

    static (string Right, string Wrong) Letters(RoundQuestion question)
    {
        var letters = question.Options.Select(option => (Letter: question.LetterOf(option.Id).ToString(), Right: question.IsRight(option.Id))).ToList();
        return (letters.First(letter => letter.Right).Letter, letters.First(letter => !letter.Right).Letter);
    }

    Database Maintenance() => Storage.Maintenance.Database.From(Database.Configuration);

    /// <summary>Text without what differs between platforms: line ends and indents.</summary>
    protected static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    // "1 ana 40 4 of 5 5-day streak", "1. ana (you) · 40 points · 4 of 5 · 5-day streak"
    [GeneratedRegex(@"(?<!\S)(\d+)\.? (\w+)(?: \(you\))? (?:· )?(\d+)(?: points?)? (?:· )?(\d+ of \d+)(?: (?:· )?(\d+-day streak))?")]
    private static partial Regex BoardLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
