using System.Text;

namespace AwsPrepBot.TestKit.Hostile;

/// <summary>Spoils well-formed inputs: a few changes of the kinds that break parsers, each by chance.</summary>
public sealed class Mutator(IReadOnlyList<byte[]> corpus)
{
    /// <summary>What no input grows beyond: what is too large is refused before it is parsed, and has tests of its own.</summary>
    const int Largest = 64 * 1024;

    const int MostChanges = 6;

    static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "null", "true", "-1", "0", "1e999", "-0", "9223372036854775807", "9223372036854775808", "18446744073709551616", "2147483648", "NaN", "\"\"", "[]", "{}", "\\u0000", "\\ud800", "\"", "'",
            "@", ":", "::", "=", "==", "&a", "*a", "<<: *a", "!!binary", "!<x>", "---", "...", "|", ">", "- ", "? ", "#", "%", "%s", "{{", "\t", "\r\n", "\n\n", "\0", "\u001b[31m", "\u202e", "\ufeff", "\u200d", "\u0301",
            "👩‍👩‍👧‍👦", "ﷺ", "ß", "İ", "<@1>", "@everyone", "```", "](", "../", "--", "-", "/prep", "answer:", "level", "9", "99999999999999999999", "Europe/Berlin", "24:00", "not ", "no ", "never ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xEF, 0xBB, 0xBF],
    ];

    /// <summary>The next spoilt input; the same for the same chance.</summary>
    public byte[] Next(Random random)
    {
        var input = corpus[random.Next(corpus.Count)].ToList();
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
            Change(input, random);
        if (input.Count > Largest)
            input.RemoveRange(Largest, input.Count - Largest);
        return [.. input];
    }

    void Change(List<byte> input, Random random)
    {
        var at = random.Next(input.Count + 1);
        var length = Math.Min(input.Count - at, random.Next(4) == 0 ? random.Next(input.Count + 1) : random.Next(12));
        switch (random.Next(11))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input.RemoveRange(at, length);
                break;
            case 3:
                Repeat(input, at, input.GetRange(at, length), random);
                break;
            case 4:
                var other = corpus[random.Next(corpus.Count)];
                var from = random.Next(other.Length + 1);
                input.InsertRange(at, other[from..random.Next(from, other.Length + 1)]);
                break;
            case 5:
                input.RemoveRange(at, input.Count - at);
                break;
            case 6:
                Number(input, at, random);
                break;
            case 7:
                Repeat(input, at, Tokens[random.Next(Tokens.Length)], random);
                break;
            case 8 when length > 0:
                var moved = input.GetRange(at, length);
                input.RemoveRange(at, length);
                input.InsertRange(random.Next(input.Count + 1), moved);
                break;
            default:
                input.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
        }
    }

    /// <summary>A few times; now and then so often that it nests deep or grows large.</summary>
    static void Repeat(List<byte> input, int at, IReadOnlyList<byte> part, Random random)
    {
        var times = random.Next(8) == 0 ? random.Next(4000) : random.Next(1, 5);
        var room = Math.Max(0, (Largest - input.Count) / Math.Max(1, part.Count));
        input.InsertRange(at, Enumerable.Repeat(part, Math.Min(times, room)).SelectMany(each => each).ToList());
    }

    /// <summary>Puts another number in the place of the next one.</summary>
    static void Number(List<byte> input, int at, Random random)
    {
        var begin = input.FindIndex(at, IsDigit);
        if (begin < 0)
            return;
        var end = input.FindIndex(begin, one => !IsDigit(one));
        input.RemoveRange(begin, (end < 0 ? input.Count : end) - begin);
        input.InsertRange(begin, Encoding.ASCII.GetBytes(random.Next(3) == 0 ? new string('9', random.Next(1, 400)) : $"{random.NextInt64(long.MinValue, long.MaxValue)}"));
    }

    static bool IsDigit(byte one) => one is >= (byte)'0' and <= (byte)'9';
}
