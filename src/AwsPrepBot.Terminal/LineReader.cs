using System.Text;

namespace AwsPrepBot.Terminal;

/// <summary>What was read.</summary>
abstract record ReadLine
{
    /// <summary>A line, without its end and without control characters.</summary>
    public sealed record Text(string Value) : ReadLine;

    /// <summary>A line that was too long; it has been skipped to its end.</summary>
    public sealed record TooLong : ReadLine;

    /// <summary>There is no more.</summary>
    public sealed record End : ReadLine;
}

/// <summary>Reads lines of bounded length: a longer one is passed over and never held in memory. One caller at a time.</summary>
sealed class LineReader(TextReader input)
{
    /// <summary>The longest line taken, in UTF-16 characters.</summary>
    public const int LongestLine = 4000;

    bool _skipLineFeed;

    /// <summary>Reads the next line, blocking the thread.</summary>
    public ReadLine Read()
    {
        var line = new StringBuilder();
        var length = 0;
        while (true)
        {
            // One at a time, because a block read of a terminal waits until the block is full.
            var next = ReadChar();
            if (next is '\n' && _skipLineFeed && length == 0)
            {
                _skipLineFeed = false;
                continue;
            }
            _skipLineFeed = next is '\r';
            if (next is -1 or '\n' or '\r')
            {
                if (length > LongestLine)
                    return new ReadLine.TooLong();
                return next is -1 && length == 0 ? new ReadLine.End() : new ReadLine.Text(line.ToString());
            }
            if (++length <= LongestLine)
                Append(line, (char)next);
        }
    }

    int ReadChar()
    {
        try
        {
            return input.Read();
        }
        catch (IOException)
        {
            // The terminal went away; nothing more will come.
            return -1;
        }
    }

    static void Append(StringBuilder line, char c)
    {
        if (c is '\t')
            line.Append(' ');
        else if (!char.IsControl(c) && c is not '\uFEFF')
            line.Append(c);
    }
}
