using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack.Rendering;

/// <summary>Spans as runs of a rich text: nothing in them is parsed, so nothing has to be escaped.</summary>
internal static class Runs
{
    static readonly RunStyle Bold = new() { Bold = true }, Italic = new() { Italic = true }, Fixed = new() { Code = true };

    /// <summary>One line; <paramref name="around"/> is the look of what has none of its own.</summary>
    public static List<RichRun> Line(RichText text, Emphasis around = Emphasis.None)
    {
        var runs = new List<RichRun>();
        foreach (var span in text)
            Add(runs, span, around);
        return runs;
    }

    /// <summary>Literal text.</summary>
    public static TextRun Text(string text, Emphasis emphasis = Emphasis.None) =>
        new(CleanText.Isolated(CleanText.Line(text))) { Style = StyleOf(emphasis) };

    static void Add(List<RichRun> runs, Span span, Emphasis around)
    {
        switch (span)
        {
            case TextSpan s:
                Append(runs, Text(s.Text, s.Emphasis is Emphasis.None ? around : s.Emphasis));
                break;
            case LinkSpan s when Links.IsFollowed(s.Address) && CleanText.Line(s.Text).Trim() is { Length: > 0 } words:
                runs.Add(new LinkRun(s.Address.AbsoluteUri, words));
                if (Links.HostBeside(s.Address) is { Length: > 0 } host)
                    Append(runs, Text(host, around));
                break;
            case LinkSpan s:
                Append(runs, Text(s.Text, around));
                break;
            case InstantSpan s:
                runs.Add(new DateRun(s.At.ToUnixTimeSeconds(), Times.Format(s.Style), Times.Plain(s.At)) { Style = StyleOf(around) });
                break;
            case ChannelSpan s when ChannelIds.IsChannel(s.Id.Value):
                runs.Add(new ChannelRun(s.Id.Value));
                break;
            case ChannelSpan s:
                Append(runs, Text($"#{s.Id.Value}", around));
                break;
            default:
                throw new InvalidOperationException($"unknown span {span.GetType()}");
        }
    }

    /// <summary>Neighbours of one look become one run: fewer bytes, of which Slack takes only so many.</summary>
    static void Append(List<RichRun> runs, TextRun run)
    {
        if (run.Text.Length == 0)
            return;
        if (runs is [.., TextRun last] && last.Style == run.Style)
            runs[^1] = last with { Text = last.Text + run.Text };
        else
            runs.Add(run);
    }

    static RunStyle? StyleOf(Emphasis emphasis) => emphasis switch
    {
        Emphasis.Strong => Bold,
        Emphasis.Stressed => Italic,
        Emphasis.Code => Fixed,
        _ => null,
    };
}
