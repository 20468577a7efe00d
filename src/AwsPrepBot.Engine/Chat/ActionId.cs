namespace AwsPrepBot.Engine.Chat;

/// <summary>How a press is answered. Known from the button alone, so that an adapter can promise the answer before it is there.</summary>
public enum PressResponse
{
    /// <summary>With a new message for the person alone.</summary>
    Whisper,
    /// <summary>
    /// With a card in place of the one the button was on, when that was the person's alone; a refusal, and any answer to a
    /// press on a channel's message, is a new message for the person.
    /// </summary>
    Replace,
    /// <summary>With a form, which must be the very first response (a refusal comes as a new message).</summary>
    Form,
}

/// <summary>
/// What a button means. It travels through the client as text and may come back forged, so it holds ids and an action,
/// never what is right; round, team and member are checked when it is used.
/// </summary>
public abstract record ActionId
{
    /// <summary>Answer a round with the option that carries this letter in it.</summary>
    public sealed record Answer(RoundId Round, char Letter) : ActionId
    {
        /// <inheritdoc/>
        public override string ToString() => $"answer:{Round.Value}:{Letter}";
    }

    /// <summary>Answer an open round in one's own words, for the first or the second time.</summary>
    public sealed record Write(RoundId Round) : ActionId
    {
        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Form;

        /// <inheritdoc/>
        public override string ToString() => $"write:{Round.Value}";
    }

    /// <summary>Show the hint of a round's question.</summary>
    public sealed record Hint(RoundId Round) : ActionId
    {
        /// <inheritdoc/>
        public override string ToString() => $"hint:{Round.Value}";
    }

    /// <summary>Take back the change that made this revision of a schedule.</summary>
    public sealed record UndoSetup(ScheduleId Schedule, int Revision) : ActionId
    {
        /// <inheritdoc/>
        public override string ToString() => $"undo:{Schedule.Value}:{Revision}";
    }

    /// <summary>How a press on it is answered.</summary>
    public virtual PressResponse Response => PressResponse.Whisper;

    /// <summary>The text form: at most 100 characters of <c>[a-z0-9:A-E-]</c>, the limit of the strictest platform.</summary>
    public abstract override string ToString();

    /// <summary>Reads the text form; null when it was never ours.</summary>
    public static ActionId? Parse(string text)
    {
        if (text.Length > 100)
            return null;
        return text.Split(':') switch
        {
            ["answer", var round, [var letter and >= 'A' and <= 'E']] when Id(round) is { } id => new Answer(new RoundId(id), letter),
            ["write", var round] when Id(round) is { } id => new Write(new RoundId(id)),
            ["hint", var round] when Id(round) is { } id => new Hint(new RoundId(id)),
            ["undo", var schedule, var revision] when Id(schedule) is { } id && Id(revision) is { } number and <= int.MaxValue =>
                new UndoSetup(new ScheduleId(id), (int)number),
            ["quiz", .. var rest] => Quizzes.QuizAction.Parse(rest),
            _ => null,
        };
    }

    /// <summary>An id in its text form; null when it is none.</summary>
    protected static long? Id(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, null, out var id) && id > 0 ? id : null;
}
