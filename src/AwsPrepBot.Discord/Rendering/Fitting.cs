namespace AwsPrepBot.Discord.Rendering;

/// <summary>The last resort: what Discord would refuse for its length is shown as far as it goes.</summary>
internal static class Fitting
{
    /// <summary>
    /// The text, or its beginning with "…" where it has more than <paramref name="most"/> characters. Cuts at a blank or
    /// line end where one is near, never inside a character or an escape.
    /// </summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = most - 1;
        var blank = text.LastIndexOfAny([' ', '\n'], end - 1, Math.Min(end, 80));
        if (blank > 0)
            end = blank;
        while (end > 0 && (char.IsHighSurrogate(text[end - 1]) || text[end - 1] == '\\'))
            end--;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
