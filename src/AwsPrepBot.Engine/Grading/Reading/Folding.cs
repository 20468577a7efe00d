using System.Globalization;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>
/// Lower-case ASCII for what is a Latin letter or a digit in any dress. A table of our own: the program runs without the
/// platform's Unicode data (<c>InvariantGlobalization</c>), where <c>string.Normalize</c> does nothing.
/// </summary>
static class Folding
{
    // À to ž, one letter for each; '?' is no letter. ß, æ, œ and þ are rare in what we read: one letter is enough.
    const string Latin1 = "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty";
    const string ExtendedA = "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>The folded character: a to z, 0 to 9, <c>_</c>, or ASCII punctuation; <c>'\0'</c> for what is to be skipped as if not there; a blank for all else.</summary>
    public static char Fold(char character)
    {
        if (character < 128)
            return character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character;
        return character switch
        {
            >= '\u00C0' and <= '\u00FF' => Letter(Latin1[character - '\u00C0']),
            >= '\u0100' and <= '\u017F' => Letter(ExtendedA[character - '\u0100']),
            >= '\uFF01' and <= '\uFF5E' => Fold((char)(character - 0xFEE0)),
            '\u2018' or '\u2019' or '\u201B' or '\u02BC' or '\u00B4' => '\'',
            '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' => '"',
            '\u2010' or '\u2011' => '-',
            '\u2012' or '\u2013' or '\u2014' or '\u2015' => ';',
            '\u2022' or '\u00B7' or '\u2023' or '\u25AA' or '\u25CF' or '\u2026' or '\u2028' or '\u2029' or '\u0085' => '\n',
            '\u2192' or '\u21D2' or '\u27A1' => '>',
            '\u2260' => '!',
            '\u00B9' => '1',
            '\u00B2' => '2',
            '\u00B3' => '3',
            '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' => '\0',
            _ => CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark ? '\0' : ' ',
        };
    }

    /// <summary>Whether it is a letter of another script, which this grader cannot read.</summary>
    public static bool IsForeignLetter(char character) => character >= '\u0180' && Fold(character) == ' ' && (char.IsLetter(character) || char.IsSurrogate(character));

    static char Letter(char folded) => folded == '?' ? ' ' : folded;
}
