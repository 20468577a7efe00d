using NodaTime;

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

        /// <inheritdoc/>
        public override bool IsForAdmins => true;
    }

    /// <summary>Say what is wrong with a round's question: first the form, then what was written into it.</summary>
    public sealed record ReportQuestion(RoundId Round) : ActionId
    {
        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Form;

        /// <inheritdoc/>
        public override string ToString() => $"report:{Round.Value}";
    }

    /// <summary>Something an admin does with reports; where it can, in the message they are shown in.</summary>
    public abstract record ReportWork : ActionId
    {
        /// <inheritdoc/>
        public sealed override bool IsForAdmins => true;

        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Replace;
    }

    /// <summary>Show what stands at this place of the queue, 1 first.</summary>
    public sealed record ShowReport(int Place) : ReportWork
    {
        /// <inheritdoc/>
        public override string ToString() => $"reports:{Place}";
    }

    /// <summary>Accept a report: asks what is to become of the points.</summary>
    public sealed record AcceptReport(ReportId Report) : ReportWork
    {
        /// <inheritdoc/>
        public override string ToString() => $"accept:{Report.Value}";
    }

    /// <summary>Accept a report: its question is not asked any more, points stay as they are.</summary>
    public sealed record WithholdQuestion(ReportId Report) : ReportWork
    {
        /// <inheritdoc/>
        public override string ToString() => $"withhold:{Report.Value}";
    }

    /// <summary>Accept a report: its question is not asked any more, and wherever it was asked it counts for nothing.</summary>
    public sealed record VoidQuestion(ReportId Report) : ReportWork
    {
        /// <inheritdoc/>
        public override string ToString() => $"void:{Report.Value}";
    }

    /// <summary>Accept a report: its question is not asked any more, and the option with that letter in the report's round was right.</summary>
    public sealed record ReKeyQuestion(ReportId Report, char Letter) : ReportWork
    {
        /// <inheritdoc/>
        public override string ToString() => $"rekey:{Report.Value}:{Letter}";
    }

    /// <summary>Reject a report: first the form for a word to the reporter, then what was written into it.</summary>
    public sealed record RejectReport(ReportId Report) : ReportWork
    {
        /// <inheritdoc/>
        public override PressResponse Response => PressResponse.Form;

        /// <inheritdoc/>
        public override string ToString() => $"reject:{Report.Value}";
    }

    /// <summary>Let a withheld question be asked again.</summary>
    public sealed record GiveBack(WithholdingId Withholding) : ReportWork
    {
        /// <inheritdoc/>
        public override string ToString() => $"giveback:{Withholding.Value}";
    }

    /// <summary>Delete all that is kept about whoever presses it; asked at an instant, to the millisecond.</summary>
    public sealed record Forget(Instant AskedAt) : ActionId
    {
        /// <inheritdoc/>
        public override string ToString() => $"forget:{AskedAt.ToUnixTimeMilliseconds()}";
    }

    /// <summary>How a press on it is answered.</summary>
    public virtual PressResponse Response => PressResponse.Whisper;

    /// <summary>Whether it is refused to others, whoever shows them the button.</summary>
    public virtual bool IsForAdmins => false;

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
            ["report", var round] when Id(round) is { } id => new ReportQuestion(new RoundId(id)),
            ["reports", var place] when Id(place) is { } number and <= int.MaxValue => new ShowReport((int)number),
            ["accept", var report] when Id(report) is { } id => new AcceptReport(new ReportId(id)),
            ["withhold", var report] when Id(report) is { } id => new WithholdQuestion(new ReportId(id)),
            ["void", var report] when Id(report) is { } id => new VoidQuestion(new ReportId(id)),
            ["rekey", var report, [var letter and >= 'A' and <= 'E']] when Id(report) is { } id => new ReKeyQuestion(new ReportId(id), letter),
            ["reject", var report] when Id(report) is { } id => new RejectReport(new ReportId(id)),
            ["giveback", var withholding] when Id(withholding) is { } id => new GiveBack(new WithholdingId(id)),
            ["forget", var asked] when Id(asked) is { } at and <= LatestInstant => new Forget(Instant.FromUnixTimeMilliseconds(at)),
            _ => null,
        };
    }

    /// <summary>The end of the year 9999, beyond which instants cannot be written.</summary>
    const long LatestInstant = 253_402_300_799_999;

    /// <summary>An id in its text form; null when it is none.</summary>
    protected static long? Id(string text) =>
        long.TryParse(text, System.Globalization.NumberStyles.None, null, out var id) && id > 0 ? id : null;
}
