using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;

namespace AwsPrepBot.Engine.Quizzes;

/// <summary>A restriction that leaves questions, and how many.</summary>
public sealed record Alternative(Level? Level, string? Topic, int Count);

/// <summary>
/// Which questions a quiz may ask. Kept out are the next ones of every schedule, since they are to be news, those whose
/// answer is still secret, and those that are withheld.
/// </summary>
public sealed class QuizQuestions(
    IQuizStore quizzes, IScheduleStore schedules, IRoundStore rounds, IReportStore reports, RoundService service, CurrentBank bank)
{
    /// <summary>How many of each schedule's next questions are kept out of quizzes.</summary>
    public const int KeptForSchedule = 5;

    /// <summary>What a quiz of this team may ask.</summary>
    public async Task<IReadOnlyList<Question>> AllowedAsync(TeamId team, CancellationToken cancellationToken)
    {
        var current = bank.Current;
        var kept = (await quizzes.SecretAsync(team, cancellationToken)).ToHashSet();
        kept.UnionWith(await reports.WithheldAsync(team, cancellationToken));
        foreach (var schedule in await schedules.OfTeamAsync(team, cancellationToken))
        {
            var asked = await rounds.AskedAsync(schedule.Id, cancellationToken);
            var filter = await service.FilterAsync(team, schedule.Settings!, cancellationToken);
            var next = QuestionPicker.Upcoming(current, filter, schedule.Id.Value, asked, KeptForSchedule);
            kept.UnionWith(next.Select(picked => picked.Question.Id));
        }

        return [.. current.Filter(new BankFilter(Except: kept)).Where(question => question.Choice is not null || question.IsOpen)];
    }

    /// <summary>The questions for a quiz, in their order; none when nothing fits.</summary>
    /// <param name="allowed">From <see cref="AllowedAsync"/>.</param>
    /// <param name="filter">What is wanted.</param>
    /// <param name="quiz">The quiz they are for, whose team and audience decide what was asked lately.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<RoundQuestion>> PickAsync(
        IReadOnlyList<Question> allowed, QuizFilter filter, Audience quiz, CancellationToken cancellationToken)
    {
        var lastAsked = await quizzes.LastAskedAsync(quiz.Team, quiz.Member, quiz.Channel, cancellationToken);
        var picked = QuizPicker.Pick(bank.Current, Matching(allowed, filter), filter.Count, lastAsked, quiz.Quiz.Value);
        return [.. picked.Select((question, position) => QuestionCopies.Of(question, filter.Kind, Shuffle.Combine(quiz.Quiz.Value, position)))];
    }

    /// <summary>
    /// These questions of the bank, in this order, as far as they may be asked, at most <paramref name="count"/>; by letter
    /// where they can be.
    /// </summary>
    public static IReadOnlyList<RoundQuestion> Take(IReadOnlyList<Question> allowed, IEnumerable<QuestionId> wanted, int count, QuizId quiz)
    {
        var byId = allowed.ToDictionary(question => question.Id);
        return
        [
            .. wanted.Where(byId.ContainsKey).Take(count).Select((id, position) => QuestionCopies.Of(
                byId[id], byId[id].Choice is null ? QuestionKind.Open : QuestionKind.Choice, Shuffle.Combine(quiz.Value, position))),
        ];
    }

    /// <summary>
    /// What is nearest to a restriction that leaves nothing: the same topic at the nearest level, the easier of two; then the
    /// same level on anything.
    /// </summary>
    public static IReadOnlyList<Alternative> Nearest(IReadOnlyList<Question> allowed, QuizFilter filter)
    {
        var found = new List<Alternative>();
        if (filter is { Level: { } level, Topic: not null })
        {
            found.AddRange(Levels.All.Where(other => other != level)
                .OrderBy(other => Math.Abs(other - level)).ThenBy(other => other)
                .Select(other => new Alternative(other, filter.Topic, Matching(allowed, filter with { Level = other }).Count))
                .Where(alternative => alternative.Count > 0).Take(1));
        }

        var anything = Matching(allowed, filter with { Topic = null }).Count;
        if (filter.Topic is not null && anything > 0)
            found.Add(new Alternative(filter.Level, null, anything));
        return found;
    }

    static List<Question> Matching(IReadOnlyList<Question> allowed, QuizFilter filter)
    {
        var matches = new BankFilter(
            filter.Level, filter.Topic, ChoiceOnly: filter.Kind == QuestionKind.Choice, OpenOnly: filter.Kind == QuestionKind.Open);
        return [.. allowed.Where(matches.Matches)];
    }
}

/// <summary>Whom a quiz's questions are chosen for: a member or a channel.</summary>
public sealed record Audience(TeamId Team, QuizId Quiz, MemberId? Member, ChannelId? Channel);
