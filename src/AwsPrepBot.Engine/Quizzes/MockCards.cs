using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Draws what interviews have beyond other private quizzes: the follow-up, and the scorecard.</summary>
static class MockCards
{
    /// <summary>Of a question so much stands on the scorecard; where there are more than <see cref="FewQuestions"/>, less.</summary>
    const int PromptShown = 60;
    const int PromptShownOfMany = 25;
    const int FewQuestions = 10;

    const int TopicsShown = 8;

    /// <summary>Pages to read that are named; with more it would be a wall of links.</summary>
    const int PagesShown = 4;

    /// <summary>What the pages' addresses may take together; the first is shown in any case.</summary>
    const int LongestPages = 700;

    const int Ready = 85;
    const int Solid = 70;
    const int Base = 50;

    /// <summary>
    /// The follow-up question below what has been heard so far. What is missing is not named: that would answer it.
    /// </summary>
    public static Card FollowUp(Quiz quiz, QuizAnswer pending)
    {
        var verdict = pending.Written!.Verdict;
        var heard = verdict.Points.Where(point => point.Coverage == Coverage.Covered).ToList();
        var blocks = new List<Block> { new TextBlock([$"{verdict.Score} / 100 so far · {verdict.Covered} of {verdict.Points.Count} points covered"]) };
        if (heard.Count > 0)
            blocks.AddRange(VerdictCard.Of(verdict with { Points = heard, Flags = [], Feedback = "" }).Blocks);
        blocks.Add(new TextBlock([Span.Strong($"Follow-up: {pending.FollowUp!.Question}")]));
        return new Card
        {
            Tone = CardTone.Question,
            Title = QuizCards.Heading(quiz, pending.Position),
            Blocks = blocks,
            Footer = "It can only add to your score. Skip shows the whole verdict.",
            Actions =
            [
                new ButtonAction(new QuizAction.OpenForm(quiz.Id, pending.Position, true).ToString(), "Answer", IsPrimary: true),
                .. QuizCards.Hint(quiz), .. Skip(quiz, onFollowUp: true), QuizCards.Stop(quiz),
            ],
        };
    }

    /// <summary>The form to answer the follow-up.</summary>
    public static Card Form(FollowUp followUp, QuizAction.Written written) =>
        new() { Form = new Form(written.ToString(), "Follow-up", "Your answer: a sentence or two", Prompt: followUp.Question) };

    /// <summary>The button that leaves a question or its follow-up unanswered; in interviews only.</summary>
    public static IEnumerable<CardAction> Skip(Quiz quiz, bool onFollowUp) => quiz.Mode == QuizMode.Mock
        ? [new ButtonAction(new QuizAction.Skip(quiz.Id, quiz.Position, onFollowUp).ToString(), "Skip")]
        : [];

    /// <summary>The button that leads from the last verdict to the scorecard.</summary>
    public static ButtonAction ToScorecard(Quiz quiz) => new(new QuizAction.Next(quiz.Id, quiz.Position).ToString(), "Scorecard", IsPrimary: true);

    /// <summary><c>68 of 100 over 5 questions.</c></summary>
    public static RichText Sum(QuizAccount account)
    {
        var (quiz, card) = (account.Quiz, Scorecard.Of(account));
        var left = quiz.Questions.Count - card.Lines.Count;
        var stopped = left > 0 ? $" Stopped with {Words.Count(left, "question")} to go." : "";
        return [Span.Strong($"{card.Score} of 100"), $" over {Words.Count(card.Lines.Count, "question")}.{stopped}"];
    }

    /// <summary>The scorecard: each question, each topic, strongest and weakest, what to read.</summary>
    public static Card End(QuizAccount account)
    {
        var quiz = account.Quiz;
        var card = Scorecard.Of(account);
        var finished = new Card
        {
            Tone = CardTone.Result,
            Title = [Span.Strong($"{QuizCards.Name(quiz)} · scorecard")],
            Actions = QuizCards.AtTheEnd(account, quiz.Member),
        };
        if (card.Lines.Count == 0)
            return finished with { Blocks = [new TextBlock(QuizCards.NothingAsked)] };
        var blocks = new List<Block>
        {
            new TextBlock(Sum(account) + [$" {Judgement(card)}"]),
            new TermsBlock([.. card.Lines.Select(line => TermOf(line, card.Lines.Count > FewQuestions ? PromptShownOfMany : PromptShown))]),
        };
        if (card.Topics.Count > 1)
            blocks.Add(new TextBlock([Span.Strong("By topic: "), ByTopic(card.Topics)]));
        if (card is { Strongest: { } strongest, Weakest: { } weakest })
            blocks.Add(new TextBlock([Span.Strong("Strongest: "), $"{Named(strongest)} · ", Span.Strong("Weakest: "), Named(weakest)]));
        if (card.Pages.Count > 0)
        {
            blocks.Add(new TextBlock([Span.Strong("Read next:")]));
            var shown = Fitting(card.Pages);
            blocks.Add(new ListBlock([.. card.Pages.Take(shown).Select(Page), .. More(card.Pages.Count - shown)]));
        }

        return finished with { Blocks = blocks, Footer = "Only you see this. It counts in your own statistics, not on the leaderboard." };
    }

    /// <summary>Best first; where there are too many, the weakest are the ones to know.</summary>
    static string ByTopic(IReadOnlyList<ScorecardTopic> topics)
    {
        var text = string.Join(" · ", topics.TakeLast(TopicsShown).Select(topic => $"{Topics.Name(topic.Topic)} {topic.Score}"));
        return topics.Count > TopicsShown ? $"{Words.Count(topics.Count - TopicsShown, "better one")} · {text}" : text;
    }

    /// <summary>How many pages there is room for.</summary>
    static int Fitting(IReadOnlyList<ScorecardPage> pages)
    {
        var (shown, length) = (0, 0);
        while (shown < Math.Min(pages.Count, PagesShown) && (shown == 0 || length + MessageLimits.SentAddress(pages[shown].Page.AbsoluteUri) <= LongestPages))
            length += MessageLimits.SentAddress(pages[shown++].Page.AbsoluteUri);
        return shown;
    }

    static Term TermOf(ScorecardLine line, int promptShown)
    {
        var text = $"{Topics.Name(line.Question.Topics[0])} · {Words.Cut(MarkdownText.ToLine(line.Question.Prompt).ToString(), promptShown)}";
        var lifted = line.Answer is { FollowUp.Reply: not null } answer && answer.Score > answer.Written!.Verdict.Score
            ? $" ({answer.Score - answer.Written.Verdict.Score} by the follow-up)" : "";
        return new Term($"{line.Number}", [Span.Strong(line.Answer is null ? "skipped" : $"{line.Score}"), $" · {text}{lifted}"]);
    }

    static string Named(ScorecardLine line) => $"question {line.Number}, {Topics.Name(line.Question.Topics[0])} ({line.Score})";

    static RichText Page(ScorecardPage page) =>
        [RoundCards.Page(page.Page), $" · {(page.Questions.Count == 1 ? "question" : "questions")} {Words.List([.. page.Questions.Select(number => $"{number}")])}"];

    static IEnumerable<RichText> More(int pages) => pages > 0 ? [$"and {Words.Count(pages, "more page")}"] : [];

    static string Judgement(Scorecard card) => card.Score switch
    {
        >= Ready => "That would go well in a real interview.",
        >= Solid => "A solid interview: little stands between you and a very good one.",
        >= Base => "A good base to build on. Close the gaps below, then try again.",
        _ => "There is work to do, and now you know where. Begin with the pages below.",
    };
}
