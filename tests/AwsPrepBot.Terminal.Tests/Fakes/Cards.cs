using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using NodaTime;

namespace AwsPrepBot.Terminal.Tests.Fakes;

/// <summary>The cards of a normal day, as the engine makes them.</summary>
static class Cards
{
    public static Instant Closes { get; } = TerminalDriver.Now + Duration.FromHours(21);

    public static Card Question(long round = 7, int answered = 0, string stem = "Which statement about a general purpose S3 bucket created today is true?") => new()
    {
        Tone = CardTone.Question,
        Title = "DAILY QUESTION · S3 · mid · 20 points",
        Blocks =
        [
            new TextBlock(stem),
            new ChoicesBlock(
            [
                new Choice("A", "ACLs are enabled and should be used for object sharing"),
                new Choice("B", "ACLs are disabled and new objects are encrypted by default"),
                new Choice("C", "Objects stay in plain text until default encryption is configured"),
                new Choice("D", "The bucket is public until Block Public Access is switched on"),
            ]),
        ],
        Footer = [$"{answered} answered · closes ", Span.Relative(Closes)],
        Actions =
        [
            .. "ABCD".Select(letter => new ButtonAction(new ActionId.Answer(new RoundId(round), letter).ToString(), letter.ToString(), IsPrimary: true)),
            new ButtonAction(new ActionId.Hint(new RoundId(round)).ToString(), "Hint"),
        ],
    };

    public static Card OpenQuestion(long round = 8) => new()
    {
        Tone = CardTone.Question,
        Title = "DAILY QUESTION · VPC · mid · 20 points",
        Blocks = [new TextBlock("What is the difference between a security group and a network ACL?"), new TextBlock([Span.Dim("Answer in your own words: two to five sentences.")])],
        Footer = ["No answers yet · closes ", Span.Relative(Closes)],
        Actions = [new ButtonAction(new ActionId.Write(new RoundId(round)).ToString(), "Answer", IsPrimary: true), new ButtonAction(new ActionId.Hint(new RoundId(round)).ToString(), "Hint")],
    };

    public static Card Form(long round = 8, string? text = null) => new()
    {
        Form = new Form(
            new ActionId.Write(new RoundId(round)).ToString(), text is null ? "Answer in your own words" : "Improve your answer", "Your answer: two to five sentences", text,
            Prompt: "What is the difference between a security group and a network ACL?"),
    };

    public static Card Verdict(long round = 8) => new()
    {
        Title = "62 / 100 · 1 of 4 points covered",
        Blocks =
        [
            new TermsBlock(
            [
                new Term("✓", ["A security group is stateful: return traffic is allowed. ", new TextSpan("“replies get out by themselves”", Emphasis.Stressed)]),
                new Term("~", ["It applies to the network interface. ", new TextSpan("“on the instance”", Emphasis.Stressed)]),
                new Term("✗", "A network ACL works at the subnet."),
                new Term("!", ["Network ACLs are stateless. · you wrote ", new TextSpan("“NACLs are stateful”", Emphasis.Stressed)]),
            ]),
            new TextBlock("Next time: say where each one sits and which direction needs a rule."),
        ],
        Footer = ["Recorded. You can improve it once until the question closes ", Span.Relative(Closes), "."],
        Actions = [new ButtonAction(new ActionId.Write(new RoundId(round)).ToString(), "Improve once", IsPrimary: true)],
    };

    public static Card QuestionAfterYesterday => Question(answered: 4) with
    {
        Lead = ["Yesterday: ", Span.Strong("B"), " was right, 3 of 5 got it"],
    };

    public static Card Result => new()
    {
        Tone = CardTone.Result,
        Title = "DAILY QUESTION · S3 · mid · closed",
        Blocks =
        [
            new TextBlock("Which statement about a general purpose S3 bucket created today is true?"),
            new ChoicesBlock([new Choice("B", "ACLs are disabled and new objects are encrypted by default", IsRight: true)]),
            new SharesBlock([new Share("A", 20), new Share("B", 60), new Share("C", 20), new Share("D", 0)]),
            new TextBlock("5 answered · right: Ana (+20, 6 days), Ben (+20), Cho (+20)"),
            new TextBlock("Why: since 2023 new buckets have ACLs off and every new object is encrypted with SSE-S3."),
            new TextBlock("Not A: AWS advises to keep ACLs off and to share with policies. Not C: encryption with SSE-S3 is on for every bucket. Not D: Block Public Access is on from the start."),
            new TextBlock(["Source: ", Span.Link("Controlling ownership of objects", new Uri("https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html")), " · checked Nov 2026"]),
        ],
    };

    public static Card Recorded => Card.Done(["Recorded: ", Span.Strong("B"), ". You can change it until the question closes ", Span.Relative(Closes), "."]);

    public static Card Board => new()
    {
        Title = "This week · Mon 23 – Sun 29 Nov",
        Blocks =
        [
            new BoardBlock(
            [
                new BoardLine(1, "Ana", IsYou: false, Points: 80, Right: 4, Answered: 4, Streak: 6),
                new BoardLine(2, "Ben", IsYou: false, Points: 60, Right: 3, Answered: 4, Streak: 0),
                new BoardLine(2, "Cho", IsYou: false, Points: 60, Right: 3, Answered: 4, Streak: 1),
                null,
                new BoardLine(10, "Dee", IsYou: true, Points: 20, Right: 1, Answered: 3, Streak: 2),
            ]),
        ],
    };

    public static Card Setup => new()
    {
        Tone = CardTone.Done,
        Blocks =
        [
            new TextBlock(["Questions come to ", Span.Channel(new ChannelId("terminal")), " at 09:00 Europe/Berlin, Monday to Friday, all topics, all levels, as multiple choice, open for 23 hours."]),
            new TextBlock(["Next: ", Span.DateTime(Instant.FromUtc(2026, 11, 24, 8, 0)), " · Wed 25 · Thu 26 · Fri 27 · Mon 30"]),
        ],
        Actions = [new ButtonAction(new ActionId.UndoSetup(new ScheduleId(3), 2).ToString(), "Undo")],
    };

    public static Card Help => new()
    {
        Title = "AwsPrepBot",
        Blocks =
        [
            new TextBlock("One AWS interview question every working day, answered in private, explained when it closes."),
            new TermsBlock(
            [
                new Term("/prep today", "the open question and how you stand in it"),
                new Term("/prep leaderboard", "who is ahead this week; period=month or all for longer"),
                new Term("/prep help", "this page"),
            ]),
            new TextBlock("Answers are private until the question closes. Nobody sees your weak topics."),
        ],
    };
}
