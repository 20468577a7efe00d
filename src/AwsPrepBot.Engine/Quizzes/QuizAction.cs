using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>
/// Buttons of quizzes: <c>quiz:</c>, what to do, the quiz and the position of the question they stand under, so that a
/// press on an older state of the message is known as such.
/// </summary>
public abstract record QuizAction : ActionId
{
    /// <inheritdoc/>
    public override PressResponse Response => PressResponse.Replace;

    /// <summary>Choose the option under a letter.</summary>
    public sealed record Choose(QuizId Quiz, int Position, char Letter) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:choose:{Quiz.Value}:{Position}:{Letter}";
    }

    /// <summary>Get the form to answer in one's own words: the question, or its follow-up.</summary>
    public sealed record OpenForm(QuizId Quiz, int Position, bool OnFollowUp = false) : QuizAction
    {
        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Form;

        /// <inheritdoc/>
        public override string ToString() => $"quiz:write:{Quiz.Value}:{Position}{Step(OnFollowUp)}";
    }

    /// <summary>What was written into that form.</summary>
    public sealed record Written(QuizId Quiz, int Position, bool OnFollowUp = false) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:written:{Quiz.Value}:{Position}{Step(OnFollowUp)}";
    }

    /// <summary>Leave the question, or its follow-up, unanswered.</summary>
    public sealed record Skip(QuizId Quiz, int Position, bool OnFollowUp = false) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:skip:{Quiz.Value}:{Position}{Step(OnFollowUp)}";
    }

    /// <summary>Show the hint.</summary>
    public sealed record ShowHint(QuizId Quiz, int Position) : QuizAction
    {
        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Whisper;

        /// <inheritdoc/>
        public override string ToString() => $"quiz:hint:{Quiz.Value}:{Position}";
    }

    /// <summary>Show the question at a position, which is the one after the button's.</summary>
    public sealed record Next(QuizId Quiz, int Position) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:next:{Quiz.Value}:{Position}";
    }

    /// <summary>End the quiz.</summary>
    public sealed record Stop(QuizId Quiz, int Position) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:stop:{Quiz.Value}:{Position}";
    }

    /// <summary>Go on with a quiz wherever it stands.</summary>
    public sealed record GoOn(QuizId Quiz) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:go:{Quiz.Value}";
    }

    /// <summary>How the presser did in a channel's quiz.</summary>
    public sealed record MyResult(QuizId Quiz) : QuizAction
    {
        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Whisper;

        /// <inheritdoc/>
        public override string ToString() => $"quiz:mine:{Quiz.Value}";
    }

    /// <summary>A new private quiz or mock interview. <paramref name="Replaces"/> is given up for it.</summary>
    public sealed record Begin(QuizFilter Filter, QuizId? Replaces = null, bool IsMock = false) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"quiz:{(IsMock ? "mock" : "begin")}:{Replaces?.Value ?? 0}:{(int)(Filter.Level ?? 0)}:{(int)Filter.Kind}:{Filter.Count}:{Filter.Topic}";
    }

    /// <summary>A review. <paramref name="Replaces"/> is given up for it.</summary>
    public sealed record Review(QuizId? Replaces = null) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:review:{Replaces?.Value ?? 0}";
    }

    /// <summary>A review of what the presser missed in one quiz. <paramref name="Replaces"/> is given up for it.</summary>
    public sealed record Missed(QuizId Quiz, QuizId? Replaces = null) : QuizAction
    {
        /// <inheritdoc/>
        public override string ToString() => $"quiz:missed:{Quiz.Value}:{Replaces?.Value ?? 0}";
    }

    /// <summary>Allow or forbid quizzes in the channel where it is pressed.</summary>
    public sealed record Allow(bool Allowed) : QuizAction
    {
        /// <inheritdoc/>
        public override bool IsForAdmins => true;

        /// <inheritdoc/>
        public override string ToString() => $"quiz:allow:{(Allowed ? 1 : 0)}";
    }

    /// <summary>Reads the parts after <c>quiz</c>; null when they were never ours.</summary>
    internal static QuizAction? Parse(ReadOnlySpan<string> parts) => parts switch
    {
        ["choose", var quiz, var at, [var letter and >= 'A' and <= 'E']] when Quizzed(quiz) is { } id && Number(at) is { } position => new Choose(id, position, letter),
        ["write", var quiz, var at] when Quizzed(quiz) is { } id && Number(at) is { } position => new OpenForm(id, position),
        ["write", var quiz, var at, FollowUpStep] when Quizzed(quiz) is { } id && Number(at) is { } position => new OpenForm(id, position, true),
        ["written", var quiz, var at, FollowUpStep] when Quizzed(quiz) is { } id && Number(at) is { } position => new Written(id, position, true),
        ["skip", var quiz, var at] when Quizzed(quiz) is { } id && Number(at) is { } position => new Skip(id, position),
        ["skip", var quiz, var at, FollowUpStep] when Quizzed(quiz) is { } id && Number(at) is { } position => new Skip(id, position, true),
        ["written", var quiz, var at] when Quizzed(quiz) is { } id && Number(at) is { } position => new Written(id, position),
        ["hint", var quiz, var at] when Quizzed(quiz) is { } id && Number(at) is { } position => new ShowHint(id, position),
        ["next", var quiz, var at] when Quizzed(quiz) is { } id && Number(at) is { } position => new Next(id, position),
        ["stop", var quiz, var at] when Quizzed(quiz) is { } id && Number(at) is { } position => new Stop(id, position),
        ["go", var quiz] when Quizzed(quiz) is { } id => new GoOn(id),
        ["mine", var quiz] when Quizzed(quiz) is { } id => new MyResult(id),
        [("begin" or "mock") and var verb, var replaces, var level, var kind, var count, var topic]
            when Number(level) is { } l and <= (int)Level.Architect && Number(kind) is { } k and <= (int)QuestionKind.Mixed
                && Number(count) is { } c and >= 1 and <= QuizRules.MostQuestions && IsIdOrNone(replaces) =>
            new Begin(new QuizFilter(l == 0 ? null : (Level)l, topic.Length == 0 ? null : topic, (QuestionKind)k, c), Quizzed(replaces), verb == "mock"),
        ["review", var replaces] when IsIdOrNone(replaces) => new Review(Quizzed(replaces)),
        ["missed", var quiz, var replaces] when Quizzed(quiz) is { } id && IsIdOrNone(replaces) => new Missed(id, Quizzed(replaces)),
        ["allow", "0"] => new Allow(false),
        ["allow", "1"] => new Allow(true),
        _ => null,
    };

    const string FollowUpStep = "f";

    static string Step(bool onFollowUp) => onFollowUp ? $":{FollowUpStep}" : "";

    static QuizId? Quizzed(string text) => Id(text) is { } id ? new QuizId(id) : null;

    static bool IsIdOrNone(string text) => text == "0" || Id(text) is not null;

    static int? Number(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) ? number : null;
}
