using System.Text;

namespace AwsPrepBot.Judge;

/// <summary>Finds a quotation in a text. Blanks and case may differ, as models tidy both; letters may not.</summary>
internal static class QuotedWords
{
    const int Shortest = 3;

    /// <summary>The words as they stand in the text, or null when they do not.</summary>
    public static string? Find(string text, string? quotation)
    {
        var wanted = Tidy((quotation ?? "").Trim(' ', '"', '“', '”', '\'', '…', '.', '\n', '\r', '\t'), out _);
        if (wanted.Length < Shortest)
            return null;
        var tidy = Tidy(text, out var places);
        var found = tidy.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
        return found < 0 ? null : text[places[found]..(places[found + wanted.Length - 1] + 1)];
    }

    /// <param name="text">Any.</param>
    /// <param name="places">Where each character of the result stands in the text.</param>
    /// <returns>Each run of blanks as one space.</returns>
    static string Tidy(string text, out List<int> places)
    {
        var tidy = new StringBuilder(text.Length);
        places = new List<int>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var isBlank = char.IsWhiteSpace(text[at]);
            if (isBlank && tidy.Length > 0 && tidy[^1] == ' ')
                continue;
            tidy.Append(isBlank ? ' ' : text[at]);
            places.Add(at);
        }

        return tidy.ToString();
    }
}
