using System.Collections.Frozen;
using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Guarding;

/// <summary>Tells English from other languages, as far as grading needs it.</summary>
static class Language
{
    public const string Message = "This does not look like English, and the grader reads only English.";

    // Function words of German, French, Spanish, Portuguese, Italian and Dutch that are no English words.
    static readonly FrozenSet<string> Foreign = """
        der das und ist nicht eine einen einer einem fur mit auf von dem des wird werden wenn dass oder auch sich ich wir kann konnen sind bei zum zur uber
        le les est une et pour dans avec pas que qui sont par du au aux cette ces peut sur il elle nous vous mais
        el los las una con para del se por como esta son pero puede cuando desde entre sin mas
        lo gli che di della delle sono nel nella anche piu perche questo questa
        os uma nao com pode sao ao pelo pela mas quando voce
        het een niet met voor zijn wordt worden deze dit naar
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the text is mostly in another script, or has more of another language's function words than of English ones.</summary>
    public static bool IsOther(ReadText text)
    {
        int letters = 0, foreignLetters = 0;
        foreach (var character in text.Source.AsSpan(0, Math.Min(text.Source.Length, OfflineGrader.LongestAnswer)))
        {
            if (char.IsAsciiLetter(character))
                letters++;
            else if (Folding.IsForeignLetter(character))
                foreignLetters++;
            else if (char.IsLetter(character))
                letters++;
        }

        if (foreignLetters > letters)
            return true;
        int english = 0, foreign = 0;
        var different = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in text.Tokens)
        {
            if (token.Kind is TokenKind.Stop or TokenKind.Negator)
                english++;
            if (Foreign.Contains(token.Text) && different.Add(token.Text))
                foreign++;
        }

        return foreign >= Tuning.ForeignWords && foreign * 2 > english;
    }
}
