using AwsPrepBot.Engine.Questions;
using NodaTime;

namespace AwsPrepBot.Engine.Members;

/// <summary>A person as the store knows them.</summary>
/// <param name="Id">Who.</param>
/// <param name="DisplayName">The name they last spoke under; typed by a person.</param>
/// <param name="IsHidden">Whether they keep off boards and out of results.</param>
public sealed record Member(MemberId Id, string DisplayName, bool IsHidden);

/// <summary>Days on which a missing answer does not count against a streak: from <paramref name="From"/> up to the day before <paramref name="Until"/>.</summary>
public readonly record struct Absence(LocalDate From, LocalDate Until);

/// <summary>A question that a member answered and whose result they know, wherever it was asked.</summary>
/// <param name="Question">The question.</param>
/// <param name="Level">Its level then.</param>
/// <param name="Topics">Its topics then.</param>
/// <param name="At">When it was answered.</param>
/// <param name="Score">0 to 100; a chosen option has one of the two.</param>
public sealed record Attempt(QuestionId Question, Level Level, IReadOnlyList<string> Topics, Instant At, int Score);

/// <summary>Everything of one kind that is kept about a member.</summary>
/// <param name="Kind">The store's word for it, lower case with underscores: <c>answers</c>, <c>ledger</c>, …</param>
/// <param name="Fields">The names of what is kept in each.</param>
/// <param name="Rows">The values, in the order of the fields: null, <see cref="string"/>, <see cref="long"/> or <see cref="Instant"/>.</param>
public sealed record KeptRows(string Kind, IReadOnlyList<string> Fields, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>What became of a member's change to what concerns them alone.</summary>
public enum MemberChange
{
    /// <summary>It is done.</summary>
    Done,
    /// <summary>It was so already, or there was nothing to change.</summary>
    Nothing,
    /// <summary>This request has been carried out before.</summary>
    Duplicate,
}

/// <summary>
/// What is kept about a person, for themselves. What a method reports is durable when it returns; a store that cannot
/// write throws, and nothing has changed.
/// </summary>
public interface IMemberStore
{
    /// <summary>The member, if they ever did something that is kept.</summary>
    Task<Member?> FindAsync(TeamId team, MemberId member, CancellationToken cancellationToken);

    /// <summary>Everybody the team's store knows, in the order of their names.</summary>
    Task<IReadOnlyList<Member>> AllAsync(TeamId team, CancellationToken cancellationToken);

    /// <summary>What a member answered in closed rounds and in quizzes, oldest first.</summary>
    Task<IReadOnlyList<Attempt>> AttemptsAsync(TeamId team, MemberId member, CancellationToken cancellationToken);

    /// <summary>The absence that holds a date.</summary>
    Task<Absence?> AbsenceAsync(TeamId team, MemberId member, LocalDate date, CancellationToken cancellationToken);

    /// <summary>Begins an absence, or moves the end of the one that holds its first day.</summary>
    Task<MemberChange> BeginAbsenceAsync(TeamId team, Member member, Absence absence, RequestId request, CancellationToken cancellationToken);

    /// <summary>Ends the absence that holds a date: that date is the first day back.</summary>
    Task<MemberChange> EndAbsenceAsync(TeamId team, MemberId member, LocalDate date, RequestId request, CancellationToken cancellationToken);

    /// <summary>Hides a member from boards and results, or shows them again, as <see cref="Member.IsHidden"/> says.</summary>
    Task<MemberChange> HideAsync(TeamId team, Member member, RequestId request, CancellationToken cancellationToken);

    /// <summary>All that is kept about a member; kinds of which there is nothing are absent.</summary>
    Task<IReadOnlyList<KeptRows>> KeptAsync(TeamId team, MemberId member, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes all that is kept about a member, in one transaction, ledger and standings included. What they answered in
    /// closed rounds goes on being counted, without them; the messages of open rounds are edited to count one less.
    /// </summary>
    Task<MemberChange> ForgetAsync(TeamId team, MemberId member, RequestId request, CancellationToken cancellationToken);
}
