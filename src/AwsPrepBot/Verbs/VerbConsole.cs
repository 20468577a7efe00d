using Spectre.Console;

namespace AwsPrepBot.Verbs;

/// <summary>Spectre.Console on the writer a verb was given.</summary>
static class VerbConsole
{
    const int PipedWidth = 80;

    /// <summary>Beyond this, lines of prose become hard to read.</summary>
    const int WidestText = 110;

    /// <summary>Colour and the window's width on a terminal; plain text of 80 columns, without trailing blanks, when piped.</summary>
    public static void Write(TextWriter output, Action<IAnsiConsole> write)
    {
        var target = new AnsiConsoleOutput(output);
        if (target.IsTerminal)
        {
            var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = target, Interactive = InteractionSupport.No });
            terminal.Profile.Width = Math.Clamp(terminal.Profile.Width, PipedWidth / 2, WidestText);
            write(terminal);
            return;
        }

        var text = new StringWriter();
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(text),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        plain.Profile.Width = PipedWidth;
        write(plain);
        foreach (var line in text.ToString().TrimEnd('\n', '\r').Split('\n'))
            output.WriteLine(line.TrimEnd());
    }
}
