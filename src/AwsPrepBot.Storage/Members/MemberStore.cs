using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Storage.Rounds;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;

namespace AwsPrepBot.Storage.Members;

internal sealed class MemberStore(Readers readers, Writer writer, IdSource ids, TimeProvider time) : IMemberStore
{
    /// <summary>Holds the place of somebody who is gone in what must stay. Nobody's id.</summary>
    public const string Nobody = "";

    public Task<Member?> FindAsync(TeamId team, MemberId member, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<MemberRow>($"{MemberRow.Select} AND id = @member", Values(team, member))?.ToMember(),
            cancellationToken);

    public Task<IReadOnlyList<Member>> AllAsync(TeamId team, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<Member>>(
            connection => [.. connection.Query<MemberRow>($"{MemberRow.Select} ORDER BY display_name, id", Values(team, default)).Select(row => row.ToMember())],
            cancellationToken);

    public Task<IReadOnlyList<Attempt>> AttemptsAsync(TeamId team, MemberId member, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<Attempt>>(
            connection => [.. connection
                .Query<(string Question, int Level, string Topics, long At, int Score)>(
                    "SELECT question_id, level, topics, at, score FROM attempts WHERE team = @team AND member = @member ORDER BY at", Values(team, member))
                .Select(row => new Attempt(
                    new QuestionId(row.Question), (Level)row.Level, QuestionDocument.ReadTopics(row.Topics), Words.Instant(row.At), row.Score))],
            cancellationToken);

    public Task<Absence?> AbsenceAsync(TeamId team, MemberId member, LocalDate date, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => Absences.Find(connection, team, member, date), cancellationToken);

    public Task<MemberChange> BeginAbsenceAsync(TeamId team, Member member, Absence absence, RequestId request, CancellationToken cancellationToken) =>
        ChangeAsync(team, request, connection =>
        {
            Remember(connection, team, member);
            return Absences.Begin(connection.Sqlite, team, member.Id, absence);
        }, cancellationToken);

    public Task<MemberChange> EndAbsenceAsync(TeamId team, MemberId member, LocalDate date, RequestId request, CancellationToken cancellationToken) =>
        ChangeAsync(team, request, connection => Absences.End(connection.Sqlite, team, member, date), cancellationToken);

    public Task<MemberChange> HideAsync(TeamId team, Member member, RequestId request, CancellationToken cancellationToken) =>
        ChangeAsync(team, request, connection =>
        {
            Remember(connection, team, member);
            return connection.Execute(
                "UPDATE members SET hidden = ?3 WHERE team = ?1 AND id = ?2 AND hidden <> ?3", team.Value, member.Id.Value, member.IsHidden ? 1 : 0) == 1;
        }, cancellationToken);

    public Task<IReadOnlyList<KeptRows>> KeptAsync(TeamId team, MemberId member, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => Keeping.Read(connection, team, member), cancellationToken);

    public Task<MemberChange> ForgetAsync(TeamId team, MemberId member, RequestId request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return ChangeAsync(team, request, connection => Forgetting.Member(connection, team, member, ids, now), cancellationToken);
    }

    /// <summary>Makes a change once for its request, and only if there is something to change.</summary>
    Task<MemberChange> ChangeAsync(TeamId team, RequestId request, Func<WriteConnection, bool> change, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection => !Requests.Claim(connection, team, request, now) ? MemberChange.Duplicate : change(connection) ? MemberChange.Done : MemberChange.Nothing,
            cancellationToken);
    }

    void Remember(WriteConnection connection, TeamId team, Member member)
    {
        var now = time.GetInstant();
        Teams.Remember(connection, team, now);
        Teams.RememberMember(connection, team, member.Id, member.DisplayName, now);
    }

    static object Values(TeamId team, MemberId member) => new { team = team.Value, member = member.Value };

    sealed record MemberRow(string Id, string DisplayName, long Hidden)
    {
        public const string Select = $"SELECT id AS Id, display_name AS DisplayName, hidden AS Hidden FROM members WHERE team = @team AND id <> '{Nobody}'";

        public Member ToMember() => new(new MemberId(Id), DisplayName, Hidden == 1);
    }
}
