using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using NodaTime;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Draws a channel's quiz: its one message in each state, and what its players are told in private.</summary>
internal static class ChannelQuizCards
{
    /// <summary>Places shown; the others are counted.</summary>
    public const int PlacesShown = 3;

    /// <summary>The message as it should be now. Names are those of members who may be shown.</summary>
    /// <param name="account">The quiz and its answers.</param>
    /// <param name="closesAt">When the present question closes.</param>
    /// <param name="names">Of those who answered.</param>
    public static Card Public(QuizAccount account, Instant closesAt, IReadOnlyDictionary<MemberId, string> names) =>
        account.Quiz.IsUnfinished ? Question(account, closesAt) : End(account, names);

    static Card Question(QuizAccount account, Instant closesAt)
    {
        var quiz = account.Quiz;
        return new Card
        {
            Tone = CardTone.Question,
            Lead = quiz.Position > 0 ? Before(account) : null,
            Title = QuizCards.Heading(quiz, quiz.Position),
            Blocks = [.. MarkdownText.ToBlocks(quiz.Present!.Prompt), RoundCards.Choices(quiz.Present, revealed: false)],
            Footer = [$"For everyone here · {Words.Span(quiz.QuestionTime ?? Duration.Zero)} · closes ", Span.Relative(closesAt)],
            Actions = [.. QuizCards.Letters(quiz), .. QuizCards.Hint(quiz), QuizCards.Stop(quiz)],
        };
    }

    static Card End(QuizAccount account, IReadOnlyDictionary<MemberId, string> names)
    {
        var quiz = account.Quiz;
        var blocks = new List<Block>();
        if (quiz.Position > 0)
            blocks.Add(new TextBlock(Before(account)));
        var places = Podium.Of(account, names.ContainsKey);
        var players = account.Answers.Where(answer => answer.Position < quiz.Position).Select(answer => answer.Member).Distinct().Count();
        if (places.Count > 0)
        {
            var shown = places.Where(place => place.Rank <= PlacesShown).Take(PlacesShown);
            blocks.Add(new BoardBlock([.. shown.Select(place => new BoardLine(place.Rank, Words.Name(names[place.Member]), false, place.Points, place.Right, quiz.Position, 0))]));
        }

        var played = players == 0 ? "Nobody answered" : $"{players} took part";
        var decided = places.Take(PlacesShown).Zip(places.Skip(1)).Any(pair => pair.First.Points == pair.Second.Points && pair.First.Rank != pair.Second.Rank);
        var stopped = quiz.Position < quiz.Questions.Count ? $" · ended after {quiz.Position} of {quiz.Questions.Count}" : "";
        return new Card
        {
            Tone = CardTone.Result,
            Title = [Span.Strong("Quiz · finished")],
            Blocks = blocks,
            Footer = $"{played}{stopped}{(decided ? " · equal points, so the faster one is ahead" : "")} · not counted on the leaderboard",
            Actions = players == 0 ? [] : [new ButtonAction(new QuizAction.MyResult(quiz.Id).ToString(), "My result")],
        };
    }

    /// <summary>Recorded, changed or the same; never whether it is right.</summary>
    public static Card Receipt(RoundQuestion question, QuizAnswer? before, QuizAnswer answer, char letter) => before switch
    {
        null => Card.Done(["Recorded: ", Span.Strong($"{letter}"), ". You can change it until the question closes."]),
        _ when before.OptionId == answer.OptionId => Card.Done([Span.Strong($"{letter}"), " is already your answer."]),
        _ => Card.Done(["Changed from ", Span.Strong($"{question.LetterOf(before.OptionId!)}"), " to ", Span.Strong($"{letter}"), "."]),
    };

    /// <summary>One line on the question before: what was right, how many got it, why.</summary>
    static RichText Before(QuizAccount account)
    {
        var position = account.Quiz.Position - 1;
        var question = account.Quiz.Questions[position];
        var answers = account.Answers.Where(answer => answer.Position == position).ToList();
        var got = answers.Count == 0 ? "nobody answered" : $"{answers.Count(answer => answer.IsRight)} of {answers.Count} got it";
        var why = question.Options.First(option => question.IsRight(option.Id)).Why;
        return new RichText([$"{position + 1}: {QuizCards.RightLetters(question)} was right, {got}. "]) + MarkdownText.ToLine(why);
    }
}
