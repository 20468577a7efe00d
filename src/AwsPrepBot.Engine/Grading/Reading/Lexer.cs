using System.Buffers;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>What stands between a word and the one before it; the stronger includes the weaker.</summary>
enum Break : byte
{
    None,
    Clause,
    Sentence,
}

/// <summary>One word, lower-case ASCII, or a number with its point.</summary>
/// <param name="Word">a to z, 0 to 9, <c>_</c>; in numbers <c>.</c> and <c>/</c>.</param>
/// <param name="Start">Where it begins in the text as typed.</param>
/// <param name="End">After its last character.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="Labelled">Whether a colon, an equals sign or an arrow stands before it, or a bullet: signs of an answer in telegraphic style.</param>
readonly record struct Lexeme(KnownWord Word, int Start, int End, Break Before, bool Labelled)
{
    public string Text => Word.Word;
}

/// <summary>
/// Cuts a text into words and marks where clauses and sentences end. One pass, a fixed amount of work per character, no
/// regular expression: nobody can type a text that is slow to read.
/// </summary>
ref struct Lexer
{
    readonly string _text;
    readonly Vocabulary _vocabulary;
    readonly int _length;
    readonly List<Lexeme> _found;
    readonly Span<char> _letters;
    int _count;
    bool _hasPoint;
    int _lineStart;
    int _start;
    int _last;
    int _lowerRun;
    Break _before = Break.Sentence;
    bool _labelled;

    Lexer(string text, Vocabulary vocabulary, int length, Span<char> letters)
    {
        _text = text;
        _vocabulary = vocabulary;
        _length = length;
        _letters = letters;
        _found = new List<Lexeme>((length / 5) + 1);
    }

    /// <param name="text">Anything.</param>
    /// <param name="vocabulary">Knows the words.</param>
    /// <param name="longest">Characters that are read.</param>
    public static List<Lexeme> Read(string text, Vocabulary vocabulary, int longest = int.MaxValue)
    {
        var length = Math.Min(text.Length, longest);
        var letters = ArrayPool<char>.Shared.Rent(length);
        var lexer = new Lexer(text, vocabulary, length, letters);
        for (var at = 0; at < length; at++)
            lexer.Take(at);
        lexer.EndWord();
        ArrayPool<char>.Shared.Return(letters);
        return lexer._found;
    }

    /// <summary>The word that is being read.</summary>
    readonly ReadOnlySpan<char> Word => _letters[.._count];

    readonly char Peek(int at) => at >= 0 && at < _length ? Folding.Fold(_text[at]) : '\n';

    static bool IsLetter(char folded) => folded is >= 'a' and <= 'z';

    static bool IsDigit(char folded) => folded is >= '0' and <= '9';

    static bool IsWord(char folded) => IsLetter(folded) || IsDigit(folded);

    readonly bool InNumber => _count > 0 && IsDigit(_letters[_count - 1]);

    void Take(int at)
    {
        var folded = Folding.Fold(_text[at]);
        if (folded == '\0')
            return;
        if (IsLetter(folded))
            Letter(at, folded);
        else if (IsDigit(folded) || (folded == '_' && _count > 0 && IsWord(Peek(at + 1))))
            Append(at, folded);
        else
            Punctuation(at, folded);
    }

    void Letter(int at, char folded)
    {
        // DeletionPolicy and DynamoDB are read as two words each; VPCs, IPv4 and mTLS stay whole. The "not" of NotPrincipal
        // and StringNotEquals denies nothing: it belongs to the name.
        var upper = char.IsUpper(_text[at]);
        if (upper && _lowerRun >= 2 && Word is not "not")
            EndWord();
        _lowerRun = upper ? 0 : _lowerRun + 1;
        Append(at, folded);
    }

    void Append(int at, char folded)
    {
        if (_count == 0)
            _start = at;
        _letters[_count++] = folded;
        _hasPoint |= folded == '.';
        _last = at;
    }

    void Punctuation(int at, char folded)
    {
        var next = Peek(at + 1);
        switch (folded)
        {
            case '.' when InNumber && IsDigit(next):
            case '/' when InNumber && IsDigit(next) && _hasPoint:
            case '\'' when _count > 0 && IsLetter(next):
                Append(at, folded);
                return;
            case ',' when InNumber && IsDigit(next) && IsDigit(Peek(at + 2)) && IsDigit(Peek(at + 3)) && !IsDigit(Peek(at + 4)):
                return;
            case '%' when InNumber || FollowsNumber(at):
                EndWord();
                _found.Add(LexemeOf("percent", at, at + 1, Break.None, false));
                return;
        }

        var wordBefore = _count > 0;
        // "e.g." and "i.e." go on; "plan B." ends.
        var single = (_count == 1 && (IsLetter(next) || Peek(at - 2) == '.')) || IsAbbreviation();
        EndWord();
        switch (folded)
        {
            case '.' when wordBefore && (single || (IsLetter(next) && !char.IsUpper(_text[at + 1]))):
            case ':' when wordBefore && IsWord(next):
                break;
            case '.' or '!' or '?' when folded == '!' && (next == '=' || _text[at] == '\u2260'):
                _found.Add(LexemeOf("not", at, at + 1, _before, _labelled));
                (_before, _labelled) = (Break.None, false);
                break;
            // ".NET" is a name.
            case '.' when !wordBefore && IsBlank(Peek(at - 1)) && IsLetter(next):
                break;
            case '.' or '!' or '?':
                Raise(Break.Sentence);
                break;
            case ',' or ';' or '(' or ')' or '|':
                Raise(Break.Clause);
                break;
            case '\n' or '\r':
                EndLine(at);
                break;
            case '-' or '*' when IsBlank(Peek(at - 1)) && IsBlank(next):
            case '-' when next == '-' || Peek(at - 1) == '-':
                Raise(Break.Clause);
                break;
            case ':' or '=' or '>':
                _labelled = true;
                break;
        }
    }

    /// <summary>Whether a number stands before, a blank between them: "99.9 %".</summary>
    readonly bool FollowsNumber(int at) => _count == 0 && _found.Count > 0 && _before == Break.None && _found[^1].End >= at - 1 && IsDigit(_found[^1].Text[^1]);

    /// <summary>A line that goes on in lower case may have been wrapped: only an empty line, a bullet, a number or a capital begins anew.</summary>
    void EndLine(int at)
    {
        Raise(Break.Clause);
        // A line of nothing but ends of lines is looked through once.
        _lineStart = Math.Max(_lineStart, at + 1);
        while (_lineStart < _length && Peek(_lineStart) is ' ' or '\t' or '\r' or '\0')
            _lineStart++;
        if (_lineStart >= _length)
            return;
        var folded = Peek(_lineStart);
        if (folded is '\n' or '-' or '*' or '#' or '>' || IsDigit(folded) || char.IsUpper(_text[_lineStart]))
            Raise(Break.Sentence);
        _labelled |= folded is '-' or '*' || IsDigit(folded);
    }

    static bool IsBlank(char folded) => folded is ' ' or '\t' or '\n' or '\r';

    readonly bool IsAbbreviation() => Word is "eg" or "ie" or "vs" or "etc" or "approx" or "incl";

    void Raise(Break to) => _before = to > _before ? to : _before;

    void EndWord()
    {
        _lowerRun = 0;
        if (_count == 0)
            return;
        var word = Word;
        (_count, _hasPoint) = (0, false);
        var apostrophe = word.IndexOf('\'');
        if (apostrophe < 0)
            AddWord(word);
        else
            AddParts(word[..apostrophe], word[(apostrophe + 1)..].ToString().Replace("'", "", StringComparison.Ordinal));
    }

    /// <summary>don't, it's, they're, 9's; what follows any other apostrophe (l'eau) is a word.</summary>
    void AddParts(ReadOnlySpan<char> head, string tail)
    {
        if (tail == "t" && head.EndsWith('n'))
        {
            AddNegated(head[..^1]);
            return;
        }

        if (IsDigit(head[^1]) && tail == "s")
        {
            Add($"{head}s");
            return;
        }

        Add(head);
        if (tail is not ("s" or "" or "d" or "m"))
            Add(tail switch { "re" => "are", "ll" => "will", "ve" => "have", _ => tail });
    }

    void AddWord(ReadOnlySpan<char> word)
    {
        if (word.Length is >= 4 and <= 8 && word.EndsWith('t') && Verbs.WithoutApostrophe.TryGetValue(word, out var verb))
            AddNegated(verb);
        else if (word is "unnecessary" or "unneeded")
            AddUnneeded();
        else
            Add(word);
    }

    void AddUnneeded()
    {
        Add("not");
        Add("needed");
    }

    void AddNegated(ReadOnlySpan<char> verb)
    {
        Add(verb switch { "ca" => "can", "wo" => "will", "sha" => "shall", _ => verb });
        Add("not");
    }

    void Add(ReadOnlySpan<char> word)
    {
        if (word.Length == 0)
            return;
        _found.Add(LexemeOf(word, _start, _last + 1, _before, _labelled));
        (_before, _labelled) = (Break.None, false);
    }

    readonly Lexeme LexemeOf(ReadOnlySpan<char> word, int start, int end, Break before, bool labelled) => new(_vocabulary.Know(word), start, end, before, labelled);

    static class Verbs
    {
        /// <summary>Negations as people type them in a hurry.</summary>
        static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
        {
            ["dont"] = "do", ["doesnt"] = "does", ["didnt"] = "did", ["isnt"] = "is", ["arent"] = "are", ["wasnt"] = "was",
            ["werent"] = "were", ["cant"] = "can", ["cannot"] = "can", ["wont"] = "will", ["hasnt"] = "has", ["havent"] = "have",
            ["couldnt"] = "could", ["wouldnt"] = "would", ["shouldnt"] = "should", ["neednt"] = "need", ["mustnt"] = "must",
        };

        public static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> WithoutApostrophe = All.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
