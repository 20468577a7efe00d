using System.Text;

namespace AwsPrepBot.Engine.Chat;

/// <summary>A bare word, or an option when it has a key, or what is wrong with the text here.</summary>
readonly record struct CommandToken(string? Key, string Value, string? Problem = null);

/// <summary>Cuts a command into words and options, from left to right, each character looked at a bounded number of times.</summary>
sealed class CommandTokens(string text)
{
    // The option whose value is a sentence: unquoted it goes on to the next option.
    const string SentenceKey = "reason";

    int _at;
    bool _noSingleQuoteCloses;

    /// <summary>The next word or option; null at the end.</summary>
    public CommandToken? Next()
    {
        SkipBlanks();
        if (_at == text.Length)
            return null;
        if (KeyAt(_at) is { } key)
        {
            _at = key.End;
            return Option(key);
        }
        return ReadValue() is { } word
            ? new CommandToken(null, word)
            : NotClosed(null);
    }

    CommandToken Option(Key key)
    {
        SkipBlanks();
        var isMissing = _at == text.Length || (key.ValueMayBeApart && KeyAt(_at) is not null);
        if (isMissing)
        {
            // "until=" says that there is no value; "--until" only lacks it.
            return key.HasSign || key.Name is "help"
                ? new CommandToken(key.Name, "")
                : new CommandToken(key.Name, "", $"--{key.Name} has no value. Write it behind, for example: {key.Name}=…");
        }
        var isQuoted = IsDoubleQuote(text[_at]);
        if (ReadValue() is not { } value)
            return NotClosed(key.Name);
        if (!isQuoted)
            value = key.Name is SentenceKey ? ReadSentence(value) : ReadList(value);
        return new CommandToken(key.Name, value);
    }

    // "mon, wed, fri" is one value.
    string ReadList(string value)
    {
        var list = new StringBuilder(value);
        while (list is [.., ','] || NextIs(','))
        {
            SkipBlanks();
            if (_at == text.Length || KeyAt(_at) is not null || IsDoubleQuote(text[_at]))
                break;
            list.Append(ReadValue());
        }
        return list.ToString().TrimEnd(',');
    }

    string ReadSentence(string value)
    {
        var sentence = new StringBuilder(value);
        while (true)
        {
            SkipBlanks();
            if (_at == text.Length || KeyAt(_at) is { } key && CommandText.IsKnownKey(key.Name))
                return sentence.ToString();
            sentence.Append(' ').Append(ReadRaw());
        }
    }

    // A quoted text without its quotes, or all up to the next blank; null when a quote is not closed.
    string? ReadValue()
    {
        if (IsDoubleQuote(text[_at]))
            return ReadQuoted(IsDoubleQuote);
        // An apostrophe at the start of a word need not be a quote.
        if (IsSingleQuote(text[_at]) && !_noSingleQuoteCloses)
        {
            if (ReadQuoted(IsSingleQuote) is { } quoted)
                return quoted;
            _noSingleQuoteCloses = true;
        }
        return ReadRaw();
    }

    string? ReadQuoted(Func<char, bool> isQuote)
    {
        for (var end = _at + 1; end < text.Length; end++)
        {
            // A quote in the middle of a word belongs to the text: "it's", 5"x3.
            if (!isQuote(text[end]) || (end + 1 < text.Length && !char.IsWhiteSpace(text[end + 1]) && text[end + 1] != ','))
                continue;
            var value = text[(_at + 1)..end];
            _at = end + 1;
            if (_at < text.Length && text[_at] is ',')
                _at++;
            return value;
        }
        return null;
    }

    string ReadRaw()
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]))
            _at++;
        return text[start.._at];
    }

    static CommandToken NotClosed(string? key) => new(key, "", "A quotation mark is opened but not closed. Put \" at the end of what it holds.");

    readonly record struct Key(string Name, int End, bool HasSign, bool ValueMayBeApart);

    // A name with "=" or ":" behind it, or with dashes before it.
    Key? KeyAt(int start)
    {
        var at = start;
        while (at < text.Length && IsDash(text[at]))
            at++;
        // "--" may arrive as one long dash; one short "-" begins a number or a word.
        var hasDashes = at - start >= 2 || (at - start == 1 && text[start] != '-');
        if (!hasDashes && at > start)
            return null;
        var nameStart = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (at > nameStart && text[at] is '-' or '_')))
            at++;
        if (at == nameStart || !char.IsAsciiLetter(text[nameStart]))
            return null;
        var name = text[nameStart..at].ToLowerInvariant().Replace('_', '-');

        var sign = at;
        while (sign < text.Length && char.IsWhiteSpace(text[sign]))
            sign++;
        if (sign < text.Length && text[sign] is '=' or '＝')
            return new Key(name, sign + 1, HasSign: true, ValueMayBeApart: IsBlankAt(sign + 1));
        if (at < text.Length && text[at] is ':' or '：' && (hasDashes || CommandText.IsKnownKey(name)))
            return new Key(name, at + 1, HasSign: true, ValueMayBeApart: IsBlankAt(at + 1));
        return hasDashes && (at == text.Length || char.IsWhiteSpace(text[at])) ? new Key(name, at, HasSign: false, ValueMayBeApart: true) : null;
    }

    bool IsBlankAt(int at) => at < text.Length && char.IsWhiteSpace(text[at]);

    bool NextIs(char c)
    {
        var at = _at;
        while (IsBlankAt(at))
            at++;
        return at < text.Length && text[at] == c;
    }

    void SkipBlanks()
    {
        while (IsBlankAt(_at))
            _at++;
    }

    static bool IsDash(char c) => c is '-' or '–' or '—' or '−';

    static bool IsDoubleQuote(char c) => c is '"' or '“' or '”' or '„' or '‟' or '«' or '»' or '＂';

    static bool IsSingleQuote(char c) => c is '\'' or '‘' or '’' or '‚' or '‹' or '›';
}
