using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal.Tests.Fakes;

/// <summary>What tests of the adapter say again and again.</summary>
static class Talk
{
    public static TerminalDriver AtQuestion(params string[] lines)
    {
        var terminal = TerminalDriver.Piped(lines);
        terminal.Bot.Start = () => Post(terminal, Cards.Question());
        return terminal;
    }

    public static Card? Post(TerminalDriver terminal, Card card)
    {
        terminal.Bot.Post(terminal.Bot.Requests.Count + 1, card);
        return null;
    }

    public static string Describe(ChatRequest request) => $"{request.Speaker.Member}: {request.Input switch
    {
        PressInput press => $"press {press.ActionId}",
        CommandInput command => string.Join(' ', [command.Name, .. command.Options.Select(option => $"{option.Key}={option.Value}"), .. command.Words]),
        var other => throw new InvalidOperationException($"unexpected {other}"),
    }}";

    public static void AssertInOrder(string text, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            at = text.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"\"{part}\" is not there, or not in its place, in:\n{text}");
        }
    }
}
