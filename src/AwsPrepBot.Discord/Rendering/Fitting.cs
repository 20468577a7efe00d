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
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        // A back slash that is not itself escaped belongs to the sign behind it.
        var slashes = text.AsSpan(0, end).Length - text.AsSpan(0, end).TrimEnd('\\').Length;
        end -= slashes % 2;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
