using AwsPrepBot.TestKit.Hostile;

namespace AwsPrepBot.Terminal.Tests.Hostile;

/// <summary>What is typed or piped into a terminal, spoilt.</summary>
public sealed class FuzzTests
{
    [Fact]
    public Task Each_line_means_something_or_is_refused() => Fuzz.TextsAsync("lines", 80, text =>
    {
        var interpreter = new Interpreter(new Speakers("ana", "UTC"), new ShownActions(), new TerminalOptions().Subcommands);
        var lines = new LineReader(new StringReader(text));
        while (lines.Read() is not ReadLine.End and var line)
        {
            if (line is ReadLine.Text(var typed))
                Assert.NotNull(interpreter.Interpret(typed));
        }
    });
}
