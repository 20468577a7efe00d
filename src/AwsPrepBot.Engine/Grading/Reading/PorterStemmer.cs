namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>
/// Porter's stemming algorithm (M. F. Porter, "An algorithm for suffix stripping", 1980): <c>replicated</c>,
/// <c>replicates</c> and <c>replication</c> become <c>replic</c>. Lower-case ASCII letters only.
/// </summary>
static class PorterStemmer
{
    static readonly (string Suffix, string By)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    static readonly (string Suffix, string By)[] Step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou",
    ];

    /// <summary>The stem of a word; words of one or two letters, and those with anything but a to z, stay as they are.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 2)
            return word;
        foreach (var letter in word)
        {
            if (letter is < 'a' or > 'z')
                return word;
        }

        var stem = new Stemming(word);
        stem.PluralsAndPast();
        stem.Replace(Step2, measure: 0);
        stem.Replace(Step3, measure: 0);
        stem.Strip(Step4);
        stem.Tidy();
        return stem.Result;
    }

    ref struct Stemming(string word)
    {
        readonly char[] _letters = [.. word, '\0'];
        int _length = word.Length;

        public readonly string Result => _length == word.Length && word.AsSpan().SequenceEqual(_letters.AsSpan(0, _length)) ? word : new string(_letters, 0, _length);

        readonly bool IsConsonant(int at) => _letters[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => false,
            'y' => at == 0 || !IsConsonant(at - 1),
            _ => true,
        };

        /// <summary>How many times consonants follow vowels in the first <paramref name="length"/> letters.</summary>
        readonly int Measure(int length)
        {
            var count = 0;
            var vowelBefore = false;
            for (var i = 0; i < length; i++)
            {
                var consonant = IsConsonant(i);
                if (consonant && vowelBefore)
                    count++;
                vowelBefore = !consonant;
            }

            return count;
        }

        readonly bool HasVowel(int length)
        {
            for (var i = 0; i < length; i++)
            {
                if (!IsConsonant(i))
                    return true;
            }

            return false;
        }

        readonly bool EndsDouble(int length) => length >= 2 && _letters[length - 1] == _letters[length - 2] && IsConsonant(length - 1);

        readonly bool EndsShort(int length) => length >= 3
            && IsConsonant(length - 3) && !IsConsonant(length - 2) && IsConsonant(length - 1) && _letters[length - 1] is not ('w' or 'x' or 'y');

        readonly bool Ends(string suffix) => _length > suffix.Length && _letters.AsSpan(0, _length).EndsWith(suffix);

        void Put(int length, string by)
        {
            // No replacement of Porter's is longer than what it replaces by more than the one letter the array has to spare.
            by.CopyTo(_letters.AsSpan(length));
            _length = length + by.Length;
        }

        public void PluralsAndPast()
        {
            if (Ends("sses") || Ends("ies"))
                _length -= 2;
            else if (Ends("s") && !Ends("ss"))
                _length--;

            if (Ends("eed"))
            {
                if (Measure(_length - 3) > 0)
                    _length--;
            }
            else if ((Ends("ed") && HasVowel(_length - 2)) || (Ends("ing") && HasVowel(_length - 3)))
            {
                _length -= Ends("ed") ? 2 : 3;
                if (Ends("at") || Ends("bl") || Ends("iz"))
                    Put(_length, "e");
                else if (EndsDouble(_length) && _letters[_length - 1] is not ('l' or 's' or 'z'))
                    _length--;
                else if (Measure(_length) == 1 && EndsShort(_length))
                    Put(_length, "e");
            }

            if (Ends("y") && HasVowel(_length - 1))
                _letters[_length - 1] = 'i';
        }

        public void Replace((string Suffix, string By)[] rules, int measure)
        {
            foreach (var (suffix, by) in rules)
            {
                if (!Ends(suffix))
                    continue;
                if (Measure(_length - suffix.Length) > measure)
                    Put(_length - suffix.Length, by);
                return;
            }
        }

        public void Strip(string[] suffixes)
        {
            foreach (var suffix in suffixes)
            {
                if (!Ends(suffix))
                    continue;
                var left = _length - suffix.Length;
                if (Measure(left) > 1 && (suffix != "ion" || _letters[left - 1] is 's' or 't'))
                    _length = left;
                return;
            }
        }

        public void Tidy()
        {
            if (Ends("e"))
            {
                var measure = Measure(_length - 1);
                if (measure > 1 || (measure == 1 && !EndsShort(_length - 1)))
                    _length--;
            }

            if (EndsDouble(_length) && _letters[_length - 1] == 'l' && Measure(_length) > 1)
                _length--;
        }
    }
}
