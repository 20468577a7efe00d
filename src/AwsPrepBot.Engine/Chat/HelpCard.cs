namespace AwsPrepBot.Engine.Chat;

/// <summary>What the bot does and its commands, short enough for one look.</summary>
internal static class HelpCard
{
    static readonly string[] Everyday = ["today", "quiz", "leaderboard", "stats", "help"];

    public static Card Make()
    {
        var more = CommandCatalog.All.Where(command => !command.IsForAdmins && !Everyday.Contains(command.Name));
        var admins = CommandCatalog.All.Where(command => command.IsForAdmins);
        return new Card
        {
            Title = [Span.Strong("AwsPrepBot")],
            Blocks =
            [
                new TextBlock("A question on AWS each working day: answer with a letter or in your own words, see why when it closes, climb the board."),
                new TermsBlock([.. Everyday.Select(CommandCatalog.Find).OfType<CommandSpec>().Select(TermOf)]),
                new TextBlock(Names("More: ", more)),
                new TextBlock(Names("For admins: ", admins)),
                new TextBlock("Your answer is private until the question closes, and nobody but you ever sees your weak topics. Points depend on being right, never on being fast."),
            ],
        };
    }

    static RichText Names(string lead, IEnumerable<CommandSpec> commands) =>
        new([Span.Strong(lead), .. commands.SelectMany((command, index) => new[] { index == 0 ? "" : ", ", Span.Code($"/prep {command.Name}") }).Where(span => span is not TextSpan { Text: "" })]);

    static Term TermOf(CommandSpec command) => new($"/prep {command.Name}", command.Description);
}
