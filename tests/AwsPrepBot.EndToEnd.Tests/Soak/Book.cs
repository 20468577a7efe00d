using System.Text.RegularExpressions;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>What people did and what they were told; held against the database afterwards. Thread-safe.</summary>
sealed partial class Book
{
    readonly Lock _lock = new();
    readonly Dictionary<string, List<Entry>> _answers = [];
    readonly Dictionary<string, int> _practised = [];
    readonly List<string> _unheard = [];

    /// <summary>How many answers were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>How many were said not to be recorded.</summary>
    public int Refused { get; private set; }

    sealed class Entry(char letter)
    {
        public char Letter { get; } = letter;

        public bool IsRefused { get; set; }

        public char? Recorded { get; set; }
    }

    /// <summary>Before an answer is sent: it may take effect from now on.</summary>
    public void Tries(string member, char letter)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue(member, out var entries))
                _answers[member] = entries = [];
            entries.Add(new Entry(letter));
        }
    }

    /// <summary>What was said to the last answer tried.</summary>
    public void Heard(string member, string text)
    {
        lock (_lock)
        {
            var entry = _answers[member][^1];
            if (Acknowledgement().Match(text) is { Success: true } match)
            {
                entry.Recorded = match.Groups.Values.Skip(1).First(group => group.Success).ValueSpan[0];
                Acknowledged++;
            }
            else if (text.Contains("Not recorded", StringComparison.Ordinal))
            {
                entry.IsRefused = true;
                Refused++;
            }
        }
    }

    /// <summary>One answer more in somebody's private quiz was graded before their eyes.</summary>
    public void Practised(string member)
    {
        lock (_lock)
            _practised[member] = _practised.GetValueOrDefault(member) + 1;
    }

    /// <summary>Somebody was told nothing although the program was there.</summary>
    public void LeftWithoutAWord(string what)
    {
        lock (_lock)
            _unheard.Add(what);
    }

    /// <summary>Everything in which the database and what people were told differ.</summary>
    public IReadOnlyList<string> Wrongs(Records records)
    {
        lock (_lock)
        {
            var wrongs = _unheard.Select(what => $"left without a word: {what}").ToList();
            var stored = records.Letters(_answers.Keys);
            foreach (var (member, entries) in _answers)
            {
                var letters = stored.GetValueOrDefault(member, []);
                var last = entries.FindLastIndex(entry => entry.Recorded is not null);
                // After what was acknowledged last, only what was sent later and never answered may stand.
                var may = entries.Skip(Math.Max(last, 0)).Where(entry => !entry.IsRefused).Select(entry => entry.Recorded ?? entry.Letter).ToList();
                if (last >= 0 && !letters.Any(may.Contains))
                    wrongs.Add($"{member} was told \"recorded: {entries[last].Recorded}\", stored is {Shown(letters)}");
                else if (letters.FirstOrDefault(letter => !entries.Any(entry => entry.Letter == letter)) is var strange and not '\0')
                    wrongs.Add($"{member} never said {strange}, which is stored");
                else if (entries.TrueForAll(entry => entry.IsRefused) && letters.Count > 0)
                    wrongs.Add($"{member} was told \"not recorded\", stored is {Shown(letters)}");
            }

            var practised = records.Practised(_practised.Keys);
            wrongs.AddRange(_practised.Where(one => practised.GetValueOrDefault(one.Key) < one.Value)
                .Select(one => $"{one.Key} saw {one.Value} answers of a quiz graded, stored are {practised.GetValueOrDefault(one.Key)}"));
            return wrongs;
        }
    }

    static string Shown(List<char> letters) => letters.Count == 0 ? "nothing" : string.Join(", ", letters);

    [GeneratedRegex("Recorded: ([A-E])|Changed from [A-E] to ([A-E])|([A-E]) is already your answer")]
    private static partial Regex Acknowledgement();
}
