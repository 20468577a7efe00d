using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Rendering;
using AwsPrepBot.Terminal.Tests.Fakes;
using NodaTime;
using Spectre.Console;

namespace AwsPrepBot.Terminal.Tests;

public sealed class PaintTests
{
    const string Page = "https://docs.aws.amazon.com/s3/";

    static readonly Card Card = new()
    {
        Tone = CardTone.Question,
        Title = "DAILY QUESTION",
        Blocks = [new TextBlock([Span.Strong("[bold]"), " see ", Span.Link("S3", new Uri(Page))])],
    };

    [Fact]
    public void Colours_and_styles_are_written_where_the_terminal_shows_them() =>
        Assert.StartsWith("\e[1;36mDAILY QUESTION\e[0m\n\e[1m[bold]\e[0m see ", Write(new AnsiCapabilities { Ansi = true, ColorSystem = ColorSystem.Standard }));

    [Fact]
    public void Without_colours_styles_remain() =>
        Assert.StartsWith("\e[1mDAILY QUESTION\e[0m\n\e[1m[bold]\e[0m see ", Write(new AnsiCapabilities { Ansi = true, ColorSystem = ColorSystem.NoColors }));

    [Fact]
    public void A_plain_output_gets_the_text_alone() =>
        Assert.Equal($"DAILY QUESTION\n[bold] see S3 ({Page})\n", Write(TerminalConsole.Plain()));

    [Fact]
    public void A_title_and_its_address_can_be_followed_where_the_terminal_can()
    {
        var written = Write(new AnsiCapabilities { Ansi = true, Links = true, ColorSystem = ColorSystem.NoColors });

        Assert.Equal(2, written.Split($";{Page}\e\\").Length - 1);
        Assert.Equal(2, written.Split("\e]8;;\e\\").Length - 1);
    }

    static string Write(AnsiCapabilities capabilities)
    {
        var output = new StringWriter();
        var paint = new Paint(output, capabilities);
        foreach (var line in new TerminalRenderer(DateTimeZone.Utc, unicode: true).Render(Card, 80, TerminalDriver.Now))
            paint.WriteLine(line);
        return output.ToString();
    }
}
