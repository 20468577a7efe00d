using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace AwsPrepBot.Terminal;

/// <summary>The streams the adapter talks through and what they can do.</summary>
/// <param name="Input">Where lines come from; read by one thread, only while the adapter runs.</param>
/// <param name="Output">Where cards go; written to by <see cref="Screen"/> alone. A failed write throws <see cref="IOException"/>.</param>
/// <param name="IsPerson">Whether a person reads and types; else it is a script.</param>
/// <param name="Ansi">What may be written besides text: styles and colours.</param>
/// <param name="Unicode">Whether the output carries more than ASCII.</param>
/// <param name="Columns">How wide the terminal is at the moment; not asked for a script.</param>
sealed record TerminalConsole(
    TextReader Input, TextWriter Output, bool IsPerson, AnsiCapabilities Ansi, bool Unicode, Func<int> Columns)
{
    /// <summary>The console of this process. Reads nothing.</summary>
    public static TerminalConsole OfProcess()
    {
        var isPerson = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        var output = Console.IsOutputRedirected ? OutputStream() : Console.Out;
        return new TerminalConsole(
            Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), Console.InputEncoding) : Console.In,
            output,
            isPerson,
            isPerson ? DetectAnsi(output) : Plain(),
            IsUnicode(Console.OutputEncoding),
            WindowWidth);
    }

    /// <summary>Neither styles nor colours.</summary>
    public static AnsiCapabilities Plain() => new() { Ansi = false, ColorSystem = ColorSystem.NoColors };

    static AnsiCapabilities DetectAnsi(TextWriter output)
    {
        var detected = AnsiCapabilities.Create(output);
        var isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        var noColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        if (!detected.Ansi || isDumb)
            return Plain();
        // The 16 colours of the person's own theme are readable on their background, whatever that is.
        return new AnsiCapabilities { Ansi = true, Links = true, ColorSystem = noColor ? ColorSystem.NoColors : ColorSystem.Standard };
    }

    // The console's own stream swallows the news that a pipe was closed; a script's program would run on for nobody. On a
    // file it is the right one, for it appends where another writer (2>&1) has gone on.
    static StreamWriter OutputStream()
    {
        var stream = Console.OpenStandardOutput();
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
                stream = pipe;
        }
        // Console.OutputEncoding writes no byte order mark.
        return new StreamWriter(stream, Console.OutputEncoding, leaveOpen: true);
    }

    static bool IsUnicode(Encoding encoding) => encoding.WebName.StartsWith("utf-", StringComparison.OrdinalIgnoreCase);

    static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
