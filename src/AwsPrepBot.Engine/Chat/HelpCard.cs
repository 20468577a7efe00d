namespace AwsPrepBot.Engine.Chat;

/// <summary>What the bot does and its commands, short enough for one look.</summary>
internal static class HelpCard
{
    static readonly string[] Everyday = ["today", "quiz", "leaderboard", "stats", "help"];

    public static Card Make()
    {
        var everyday = CommandCatalog.All.Where(command => Everyday.Contains(command.Name));
        var more = CommandCatalog.All.Where(command => !command.IsForAdmins && !Everyday.Contains(command.Name));
        var admins = CommandCatalog.All.Where(command => command.IsForAdmins);
        return new Card
        {
            Title = [Span.Strong("AwsPrepBot")],
            Blocks =
            [
                new TextBlock("A question on AWS each working day: answer with a letter or in your own words, see why when it closes, climb the board."),
                new TermsBlock([.. everyday.Concat(more).Select(TermOf)]),
                new TextBlock([Span.Strong("For admins")]),
                new TermsBlock([.. admins.Select(TermOf)]),
                new TextBlock("Your answer is private until the question closes. Points depend on being right, never on being fast."),
            ],
        };
    }

    static Term TermOf(CommandSpec command) => new($"/prep {command.Name}", command.Description);
}
