using System.Text.RegularExpressions;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>People who type at the program's own terminal, one line after the other. After each line another one is typed whose answer is known: what stands between is what was said to the first.</summary>
sealed partial class TerminalWorld : IWorld
{
    readonly SemaphoreSlim _turn = new(1);
    readonly List<IReadOnlyList<string>> _posts = [];
    PrepProcess? _process;
    int _people, _lines;

    public string Name => "terminal";

    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>What a letter means is the program's to know.</summary>
    public object? Question => _process;

    public Person NewPerson(bool admin)
    {
        var name = $"m{Interlocked.Increment(ref _people)}";
        return new Person(name, name);
    }

    public async Task ServingAsync(PrepProcess process, CancellationToken gone)
    {
        _process = process;
        if (await TypeAsync([], gone) is null)
            throw new OperationCanceledException("It was gone before it spoke.");
    }

    public Task<Told?> PressAsync(Person who, object message, string label, CancellationToken gone) => TypeAsync([$"@{who.Id} {label}"], gone);

    public Task<Told?> SayAsync(Person who, string subcommand, IReadOnlyList<(string Name, string Value)> options, CancellationToken gone) =>
        TypeAsync([$"@{who.Id} /prep {subcommand} {string.Join(' ', options.Select(option => $"{option.Name}={option.Value}"))}"], gone);

    public bool HasButton(Told told, string label) => told.Text.Contains($"[ {label} ]", StringComparison.Ordinal);

    public void Trouble(Random random)
    {
        // There is nothing between the program and its own terminal.
    }

    public void Calm()
    {
        if (_process is not { } process)
            return;
        _posts.Add([.. Posts(process.Output)]);
        _process = null;
    }

    /// <summary>A question that a killed program had printed must not be printed by the next as if it were new. The bank is large enough that none comes again so soon.</summary>
    public IEnumerable<string> Wrongs(Records records) => _posts.TakeLast(2).SelectMany(posts => posts).GroupBy(post => post).Where(same => same.Count() > 1)
        .Select(same => $"posted twice: {same.Key}");

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<Told?> TypeAsync(IReadOnlyList<string> lines, CancellationToken gone)
    {
        try
        {
            await _turn.WaitAsync(gone);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        try
        {
            if (_process is not { } process)
                return null;
            var (mark, before) = ($"z{++_lines}", process.Output.Length);
            await process.SayAsync([.. lines, $"@{mark}"]);
            var output = await process.UntilAsync(output => output.IndexOf($"What does {mark} say?", before, StringComparison.Ordinal) >= 0);
            return new Told(output[before..], this);
        }
        catch (Exception e) when (e is InvalidOperationException or ObjectDisposedException)
        {
            return null; // it ended under the line
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The questions that were posted: a question shown again at a start says where the reader stands in it.</summary>
    static IEnumerable<string> Posts(string output) => PostedQuestion().Matches(output)
        .Where(card => !card.Value.Contains("You have not answered yet.", StringComparison.Ordinal) && !card.Value.Contains("Your answer is", StringComparison.Ordinal))
        .Select(card => card.Groups[1].Value);

    [GeneratedRegex(@"(?:DAILY|EXTRA) QUESTION [^\n]* points[^\n]*\n(.+?)\n\[ A \]", RegexOptions.Singleline)]
    private static partial Regex PostedQuestion();
}
