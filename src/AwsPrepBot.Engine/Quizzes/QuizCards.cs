using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>Draws private quizzes, for the member's own eyes.</summary>
internal static class QuizCards
{
    /// <summary>Pages to look at again that are named; with more the end would be a wall of links.</summary>
    const int PagesShown = 2;

    const int TopicsShown = 4;

    /// <summary>How it went when nothing was asked.</summary>
    public const string NothingAsked = "Stopped before the first answer. Nothing was counted.";

    /// <summary>Where a private quiz stands: at a question, at its follow-up, or at the end.</summary>
    public static Card Now(QuizAccount account) => account switch
    {
        { Quiz: { IsUnfinished: false } or { Present: null } } => End(account),
        { Pending: { } pending } => MockCards.FollowUp(account.Quiz, pending),
        _ => Question(account.Quiz),
    };

    /// <summary>The present question.</summary>
    public static Card Question(Quiz quiz)
    {
        var question = quiz.Present ?? throw new ArgumentException("Everything was asked.", nameof(quiz));
        return new Card
        {
            Tone = CardTone.Question,
            Title = Heading(quiz, quiz.Position),
            Blocks = question.Rubric is null ? [.. MarkdownText.ToBlocks(question.Prompt), RoundCards.Choices(question, revealed: false)] : OpenCards.Question(question),
            Actions = [.. Letters(quiz), .. Hint(quiz), .. MockCards.Skip(quiz, onFollowUp: false), Stop(quiz)],
        };
    }

    /// <summary>The first question; a quiz that is shorter than was wished says so.</summary>
    public static Card First(Quiz quiz) => quiz.Questions.Count == quiz.Filter.Count
        ? Question(quiz)
        : Question(quiz) with { Lead = $"There {(quiz.Questions.Count == 1 ? "is" : "are")} only {Words.Count(quiz.Questions.Count, "such question")} just now." };

    /// <summary>An answer just given: right or not, why, the source; after the last one also how it went.</summary>
    public static Card Verdict(QuizAccount account, QuizAnswer answer)
    {
        var quiz = account.Quiz;
        var question = quiz.Questions[answer.Position];
        List<Block> blocks = answer.Written is null ? [.. Marked(question, answer)] : [.. Graded(question, FollowUps.Together(answer))];
        if (!quiz.IsUnfinished && quiz.Mode != QuizMode.Mock)
            blocks.Add(new TextBlock(Summary(account, quiz.Member)));
        return new Card
        {
            Tone = CardTone.Result,
            Title = Heading(quiz, answer.Position),
            Blocks = blocks,
            Footer = RoundCards.Source(question),
            Actions = quiz.IsUnfinished
                ? quiz.Present is null ? [MockCards.ToScorecard(quiz)] : [new ButtonAction(new QuizAction.Next(quiz.Id, quiz.Position).ToString(), "Next", IsPrimary: true), Stop(quiz)]
                : AtTheEnd(account, quiz.Member),
        };
    }

    static IEnumerable<Block> Marked(RoundQuestion question, QuizAnswer answer)
    {
        var chosen = question.Options.Single(option => option.Id == answer.OptionId);
        foreach (var block in MarkdownText.ToBlocks(question.Prompt))
            yield return block;
        yield return RoundCards.Choices(question, revealed: true);
        yield return new TextBlock(answer.IsRight
            ? [Span.Strong("Right.")]
            : [Span.Strong("Not this time."), $" You said {question.LetterOf(chosen.Id)}, right is {RightLetters(question)}."]);
        foreach (var right in question.Options.Where(option => question.IsRight(option.Id)))
            yield return new TextBlock(RoundCards.Reason("Why: ", right));
        if (!answer.IsRight)
            yield return new TextBlock(RoundCards.Reason($"Not {question.LetterOf(chosen.Id)}: ", chosen));
    }

    /// <summary>The question is left out: with it the longest verdicts would not fit, and it was read a moment ago.</summary>
    static IEnumerable<Block> Graded(RoundQuestion question, Verdict verdict)
    {
        var card = VerdictCard.Of(verdict);
        yield return new TextBlock(card.Title!);
        foreach (var block in card.Blocks)
            yield return block;
        foreach (var example in OpenCards.Example(question.Rubric!))
            yield return example;
    }

    /// <summary>How a finished quiz went.</summary>
    public static Card End(QuizAccount account) => account.Quiz.Mode == QuizMode.Mock ? MockCards.End(account) : new()
    {
        Tone = CardTone.Result,
        Title = [Span.Strong($"{Name(account.Quiz)} · finished")],
        Blocks = [new TextBlock(Summary(account, account.Quiz.Member))],
        Actions = AtTheEnd(account, account.Quiz.Member),
    };

    /// <summary><c>4 of 5. Strong: S3. Look again at: VPC endpoints.</c></summary>
    public static RichText Summary(QuizAccount account, MemberId member)
    {
        var quiz = account.Quiz;
        var asked = quiz.Position;
        if (asked == 0)
            return NothingAsked;
        if (quiz.Mode == QuizMode.Mock)
            return MockCards.Sum(account);
        var answers = Enumerable.Range(0, asked)
            .Select(position => (Question: quiz.Questions[position], IsRight: account.AnswerOf(member, position)?.IsRight is true)).ToList();
        var text = new List<Span> { Span.Strong($"{answers.Count(answer => answer.IsRight)} of {asked}.") };
        if (asked < quiz.Questions.Count)
            text.Add($" Stopped with {Words.Count(quiz.Questions.Count - asked, "question")} to go.");
        var strong = answers.GroupBy(answer => answer.Question.Topics[0]).Where(topic => topic.All(answer => answer.IsRight))
            .Select(topic => Topics.Name(topic.Key)).Take(TopicsShown).ToList();
        if (strong.Count > 0)
            text.Add($" Strong: {Words.List(strong)}.");
        var pages = answers.Where(answer => !answer.IsRight).DistinctBy(answer => answer.Question.References[0]).ToList();
        foreach (var (index, missed) in pages.Take(PagesShown).Index())
            text.AddRange([index == 0 ? " Look again at: " : ", ", RoundCards.Page(missed.Question)]);
        if (pages.Count > 0)
            text.Add(pages.Count > PagesShown ? $" and {pages.Count - PagesShown} more." : ".");
        return new RichText(text);
    }

    /// <summary>Another like it, and what was missed once more.</summary>
    public static IReadOnlyList<CardAction> AtTheEnd(QuizAccount account, MemberId member)
    {
        var quiz = account.Quiz;
        var actions = new List<CardAction>();
        if (quiz.Mode is QuizMode.Solo or QuizMode.Mock)
            actions.Add(new ButtonAction(new QuizAction.Begin(quiz.Filter, IsMock: quiz.Mode == QuizMode.Mock).ToString(), "Again", IsPrimary: true));
        if (Missed(account, member).Count is > 0 and var missed)
            actions.Add(new ButtonAction(new QuizAction.Missed(quiz.Id).ToString(), missed == 1 ? "Review the one you missed" : $"Review the {missed} you missed"));
        return actions;
    }

    /// <summary>What a member did not get right of what was asked.</summary>
    public static IReadOnlyList<QuestionId> Missed(QuizAccount account, MemberId member) =>
    [
        .. Enumerable.Range(0, account.Quiz.Position)
            .Where(position => account.AnswerOf(member, position)?.IsRight is not true)
            .Select(position => account.Quiz.Questions[position].Id),
    ];

    /// <summary>An unfinished quiz, to be gone on with or given up for what was asked for.</summary>
    public static Card Offer(Quiz unfinished, QuizAction instead) => new()
    {
        Blocks = [new TextBlock(Waiting(unfinished))],
        Actions = [GoOn(unfinished), new ButtonAction(instead.ToString(), "Start anew")],
    };

    /// <summary><c>Your quiz on S3 waits: 2 of 5 answered.</c></summary>
    public static RichText Waiting(Quiz unfinished)
    {
        var kind = ScheduleCards.Kind(unfinished.Filter.Level, unfinished.Filter.Topic);
        var noun = unfinished.Mode == QuizMode.Mock ? "mock interview" : "quiz";
        var name = unfinished.Mode == QuizMode.Review ? "review" : kind.Length > 0 ? $"{kind} {noun}" : noun;
        return unfinished.Present is null
            ? $"The scorecard of your {name} waits."
            : $"Your {name} waits: {unfinished.Position} of {unfinished.Questions.Count} {(unfinished.Mode == QuizMode.Mock ? "done" : "answered")}.";
    }

    /// <summary>The button that leads back to it.</summary>
    public static ButtonAction GoOn(Quiz unfinished) => new(new QuizAction.GoOn(unfinished.Id).ToString(), "Go on", IsPrimary: true);

    /// <summary>A restriction that leaves nothing, and what is near.</summary>
    public static Card NothingFits(QuizAction.Begin begin, IReadOnlyList<Alternative> nearest)
    {
        var filter = begin.Filter;
        var (purpose, label) = begin.IsMock ? ("a mock interview", "Interview") : ("a quiz", "Quiz");
        var words = ScheduleCards.Kind(filter.Level, filter.Topic);
        var text = new List<Span> { $"There is no {(words.Length > 0 ? words + " " : "")}question for {purpose} just now." };
        if (nearest.Count == 0)
            text.Add(" Those there are will come as daily questions first.");
        else
            text.Add($" Nearest: {Words.List([.. nearest.Select(near => Words.Count(near.Count, $"{ScheduleCards.Kind(near.Level, near.Topic)} question".Trim()))], "or")}.");
        return Card.Refusal(new RichText(text)) with
        {
            Actions =
            [
                .. nearest.Select((near, index) => new ButtonAction(
                    (begin with { Filter = filter with { Level = near.Level, Topic = near.Topic } }).ToString(),
                    ScheduleCards.Kind(near.Level, near.Topic) is { Length: > 0 } kind ? $"{label}: {kind}" : $"{label}: anything", IsPrimary: index == 0)),
            ],
        };
    }

    /// <summary><c>Quiz · S3 · mid · 2 of 5</c>: the topic that was asked for, else the question's own.</summary>
    public static RichText Heading(Quiz quiz, int position)
    {
        var question = quiz.Questions[position];
        var topic = Topics.Name(quiz.Filter.Topic ?? question.Topics[0]);
        return [Span.Strong($"{Name(quiz)} · {topic} · {question.Level.Word()} · {position + 1} of {quiz.Questions.Count}")];
    }

    /// <summary>The letters of the present question, or the way to write.</summary>
    public static IEnumerable<CardAction> Letters(Quiz quiz) => quiz.Present!.Rubric is null
        ? quiz.Present.Options.Select((_, index) => (char)('A' + index))
            .Select(letter => new ButtonAction(new QuizAction.Choose(quiz.Id, quiz.Position, letter).ToString(), letter.ToString(), IsPrimary: true))
        : [new ButtonAction(new QuizAction.OpenForm(quiz.Id, quiz.Position).ToString(), "Answer", IsPrimary: true)];

    /// <summary>The hint's button, where there is a hint.</summary>
    public static IEnumerable<CardAction> Hint(Quiz quiz) =>
        quiz.Present!.Hint is null ? [] : [new ButtonAction(new QuizAction.ShowHint(quiz.Id, quiz.Position).ToString(), "Hint")];

    /// <summary>The button that ends it.</summary>
    public static ButtonAction Stop(Quiz quiz) => new(new QuizAction.Stop(quiz.Id, quiz.Position).ToString(), "Stop");

    /// <summary>The letters of what is right.</summary>
    public static string RightLetters(RoundQuestion question) => Words.List([.. question.Right.Select(right => question.LetterOf(right).ToString())]);

    /// <summary>What it is called above its questions.</summary>
    public static string Name(Quiz quiz) => quiz.Mode switch
    {
        QuizMode.Review => "Review",
        QuizMode.Mock => "Mock interview",
        _ => "Quiz",
    };
}
