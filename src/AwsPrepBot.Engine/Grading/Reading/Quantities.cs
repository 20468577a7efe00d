using System.Collections.Frozen;
using System.Globalization;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>
/// Reads numbers with their units, so that <c>15 min</c> equals <c>900 s</c> and <c>99.999999999 %</c> equals
/// <c>11 nines</c>. A quantity is a token of its own, <c>#900s</c>, which is compared exactly or not at all.
/// </summary>
static class Quantities
{
    static readonly FrozenDictionary<string, (double Factor, string Unit)> Units = new Dictionary<string, (double, string)>(StringComparer.Ordinal)
    {
        ["ms"] = (0.001, "s"), ["millisecond"] = (0.001, "s"), ["milliseconds"] = (0.001, "s"),
        ["s"] = (1, "s"), ["sec"] = (1, "s"), ["secs"] = (1, "s"), ["second"] = (1, "s"), ["seconds"] = (1, "s"),
        ["min"] = (60, "s"), ["mins"] = (60, "s"), ["minute"] = (60, "s"), ["minutes"] = (60, "s"),
        ["h"] = (3600, "s"), ["hr"] = (3600, "s"), ["hrs"] = (3600, "s"), ["hour"] = (3600, "s"), ["hours"] = (3600, "s"),
        ["d"] = (86400, "s"), ["day"] = (86400, "s"), ["days"] = (86400, "s"), ["week"] = (604800, "s"), ["weeks"] = (604800, "s"),
        ["month"] = (Month, "s"), ["months"] = (Month, "s"), ["year"] = (Year, "s"), ["years"] = (Year, "s"), ["yr"] = (Year, "s"), ["yrs"] = (Year, "s"),
        ["kb"] = (Kilo, "b"), ["kib"] = (Kilo, "b"), ["kilobytes"] = (Kilo, "b"),
        ["mb"] = (Kilo * Kilo, "b"), ["mib"] = (Kilo * Kilo, "b"), ["megabyte"] = (Kilo * Kilo, "b"), ["megabytes"] = (Kilo * Kilo, "b"),
        ["gb"] = (Giga, "b"), ["gib"] = (Giga, "b"), ["gigabyte"] = (Giga, "b"), ["gigabytes"] = (Giga, "b"), ["gig"] = (Giga, "b"), ["gigs"] = (Giga, "b"),
        ["tb"] = (Giga * Kilo, "b"), ["tib"] = (Giga * Kilo, "b"), ["terabyte"] = (Giga * Kilo, "b"), ["terabytes"] = (Giga * Kilo, "b"),
        ["pb"] = (Giga * Kilo * Kilo, "b"), ["pib"] = (Giga * Kilo * Kilo, "b"), ["petabyte"] = (Giga * Kilo * Kilo, "b"), ["petabytes"] = (Giga * Kilo * Kilo, "b"),
        ["kbps"] = (1e3, "bps"), ["mbps"] = (1e6, "bps"), ["mbit"] = (1e6, "bps"), ["megabit"] = (1e6, "bps"), ["megabits"] = (1e6, "bps"),
        ["gbps"] = (1e9, "bps"), ["gbit"] = (1e9, "bps"), ["gigabit"] = (1e9, "bps"), ["gigabits"] = (1e9, "bps"), ["g"] = (1e9, "bps"),
        ["percent"] = (1, "%"), ["pct"] = (1, "%"),
        ["nines"] = (1, "nines"), ["nine"] = (1, "nines"), ["9s"] = (1, "nines"), ["9"] = (1, "nines"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, double> Counted = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["zero"] = 0, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["ten"] = 10,
        ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["twenty"] = 20,
        ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60, ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, double> Multiples = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["k"] = 1e3, ["hundred"] = 100, ["thousand"] = 1e3, ["million"] = 1e6, ["millions"] = 1e6, ["billion"] = 1e9,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    const double Year = 365 * 86400.0;
    const double Month = Year / 12;
    const double MonthTolerance = 0.03;
    const double Kilo = 1024;
    const double Giga = Kilo * Kilo * Kilo;

    /// <summary>Whether a quantity can begin with this word.</summary>
    public static bool MayBegin(string word) => word[0] is >= '0' and <= '9' || word is "a" or "an" or "one" or "nine" or "half" or "quarter" || Counted.ContainsKey(word);

    /// <summary>The token of the quantity that begins there and how many words it takes; null when none does.</summary>
    public static (string Token, int Words)? Read(List<Lexeme> lexemes, int at)
    {
        if (Spoken(lexemes, at) is { } spoken)
            return spoken;
        var text = lexemes[at].Text;
        var used = 1;
        if (!Number(text, out var value, out var digits, out var suffix))
        {
            // "one" is mostly no number ("this one"), "nine" mostly is: both only where a unit follows.
            if (text is "one" or "nine" && UnitAt(lexemes, at + 1) is not null)
                value = text == "one" ? 1 : 9;
            else if (!Counted.TryGetValue(text, out value))
                return null;
        }

        if (suffix.Length > 0)
        {
            if (Multiples.TryGetValue(suffix, out var times))
                value *= times;
            else if (Units.TryGetValue(suffix, out var unit))
                return (Token(value, digits, unit), used);
            else if (suffix is not ("x" or "st" or "nd" or "rd" or "th"))
                return null;
        }

        while (at + used < lexemes.Count && lexemes[at + used].Before == Break.None && Multiples.TryGetValue(lexemes[at + used].Text, out var multiple))
        {
            value *= multiple;
            used++;
        }

        return UnitAt(lexemes, at + used) is { } following
            ? (Token(value, digits, following), used + 1)
            : ($"#{Write(value)}", used);
    }

    /// <summary>"A month", "half an hour", "a quarter of an hour"; "a second" and "a minute" are mostly no quantities.</summary>
    static (string Token, int Words)? Spoken(List<Lexeme> lexemes, int at)
    {
        string Word(int offset) => at + offset < lexemes.Count && (offset == 0 || lexemes[at + offset].Before == Break.None) ? lexemes[at + offset].Text : "";
        var (fraction, skipped) = (Word(0), Word(1), Word(2)) switch
        {
            ("half", "a" or "an", _) => (0.5, 2),
            ("quarter", "of", "a" or "an") => (0.25, 3),
            ("a" or "an", "week" or "month" or "year", _) => (1.0, 1),
            _ => (0, 0),
        };
        return skipped > 0 && Word(skipped) is "hour" or "day" or "week" or "month" or "year" && Units.TryGetValue(Word(skipped), out var unit)
            ? (Token(fraction, "", unit), skipped + 1)
            : null;
    }

    /// <summary>The unit of a quantity's token; empty for a bare number.</summary>
    public static ReadOnlySpan<char> UnitOf(string token)
    {
        var at = 1;
        while (at < token.Length && (token[at] is (>= '0' and <= '9') or '.' or 'E' or '+' or '-'))
            at++;
        var unit = token.AsSpan(Math.Min(at, token.Length));
        return unit is "months" ? "s" : unit;
    }

    static (double Factor, string Unit)? UnitAt(List<Lexeme> lexemes, int at)
    {
        if (at >= lexemes.Count || lexemes[at].Before != Break.None || !Units.TryGetValue(lexemes[at].Text, out var unit))
            return null;
        return lexemes[at].Text is "9" && lexemes[at - 1].Text is not ("11" or "eleven") ? null : unit;
    }

    static string Token(double value, string digits, (double Factor, string Unit) unit)
    {
        if (unit.Unit == "%" && digits.Length >= 3 && digits.All(digit => digit == '9'))
            return $"#{digits.Length}nines";
        return unit.Unit == "s" ? Duration(value * unit.Factor) : $"#{Write(value * unit.Factor)}{unit.Unit}";
    }

    /// <summary>People say 30 days for a month, 90 for a quarter, 365 for a year: from four weeks on, what is near to whole months is whole months.</summary>
    static string Duration(double seconds)
    {
        var months = Math.Round(seconds / Month);
        return months >= 1 && Math.Abs(seconds - (months * Month)) <= MonthTolerance * seconds ? $"#{Write(months)}months" : $"#{Write(seconds)}s";
    }

    static string Write(double value) => Math.Round(value, 6).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Splits <c>5tb</c> and <c>99.99</c>; false for words, addresses and versions.</summary>
    static bool Number(string text, out double value, out string digits, out string suffix)
    {
        (value, digits, suffix) = (0, "", "");
        var at = 0;
        var points = 0;
        while (at < text.Length && text[at] is (>= '0' and <= '9') or '.')
            points += text[at++] == '.' ? 1 : 0;
        if (at is 0 or > 18 || points > 1)
            return false;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] is < 'a' or > 'z')
                return false;
        }

        if (!double.TryParse(text.AsSpan(0, at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
            return false;
        digits = text[..at].Replace(".", "", StringComparison.Ordinal);
        suffix = text[at..];
        return true;
    }
}
