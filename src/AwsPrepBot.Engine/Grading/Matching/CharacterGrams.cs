using AwsPrepBot.Engine.Grading.Reading;

namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>Takes grams, those that end with the same three characters at once.</summary>
interface ICollectGrams
{
    /// <param name="three">The hash of three characters.</param>
    /// <param name="before">The character before them, where there is one.</param>
    /// <param name="first">The one before that.</param>
    /// <param name="length">How many there are; more than 5 for any more.</param>
    void Add(uint three, char before, char first, int length);
}

/// <summary>Character 3-, 4- and 5-grams over the tokens, stop words included, one blank between them; none over the end of a sentence, so that their order is of no account.</summary>
static class CharacterGrams
{
    public static void Collect<T>(Token[] tokens, int first, int end, T grams)
        where T : ICollectGrams
    {
        char one = ' ', two = '\0', three = '\0', four = '\0';
        var length = 1;
        for (var at = first; at < end; at++)
        {
            var text = tokens[at].Spelled;
            if (tokens[at].Before == Break.Sentence)
                (one, length) = (' ', 1);
            for (var i = 0; i <= text.Length; i++)
            {
                var next = i < text.Length ? text[i] : ' ';
                if (++length >= 3)
                    grams.Add(Hash(two, one, next), three, four, length);
                (four, three, two, one) = (three, two, one, next);
            }
        }
    }

    static uint Hash(uint before, uint one, uint next) => unchecked(((((before * 16777619) ^ one) * 16777619) ^ next) * 16777619);
}
