using System.Text.Json;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Storage.Scores;
using AwsPrepBot.Storage.Writing;
using Dapper;
using NodaTime;
using Outbox = AwsPrepBot.Storage.Delivery.Outbox;

namespace AwsPrepBot.Storage.Quizzes;

internal sealed class QuizStore(Readers readers, Writer writer, IdSource ids, TimeProvider time) : IQuizStore
{
    public Task<StartResult> StartAsync(
        Quiz quiz, string displayName, QuizId? replaces, DeliveryId? post, RequestId request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(connection => Start(connection, quiz, displayName, replaces, post, request, now), cancellationToken);
    }

    public Task<QuizAccount?> FindAsync(TeamId team, QuizId quiz, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => QuizRow.Find(connection, team, quiz), cancellationToken);

    public Task<Quiz?> UnfinishedOfAsync(TeamId team, MemberId member, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => QuizRow.Read(
                connection, "WHERE team = @team AND member = @member AND mode <> 'channel' AND state IN ('running', 'parked')",
                new { team = team.Value, member = member.Value }).SingleOrDefault(),
            cancellationToken);

    public Task<QuizPlace> PlaceAsync(TeamId team, ChannelId channel, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                var values = new { team = team.Value, channel = channel.Value };
                var ended = connection.ExecuteScalar<long?>(
                    "SELECT MAX(ended_at) FROM quizzes WHERE team = @team AND channel = @channel AND mode = 'channel' AND message_id IS NOT NULL", values);
                var off = connection.ExecuteScalar<bool>(
                    "SELECT EXISTS (SELECT 1 FROM channels_without_quizzes WHERE team = @team AND channel = @channel)", values);
                return new QuizPlace(Words.Instant(ended), !off);
            },
            cancellationToken);

    public Task<bool> AllowAsync(TeamId team, ChannelId channel, bool allowed, RequestId request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(
            connection =>
            {
                if (!Requests.Claim(connection, team, request, now))
                    return false;
                Teams.Remember(connection, team, now);
                connection.Sqlite.Execute(
                    allowed
                        ? "DELETE FROM channels_without_quizzes WHERE team = @team AND channel = @channel"
                        : "INSERT INTO channels_without_quizzes (team, channel, since) VALUES (@team, @channel, @now) ON CONFLICT DO NOTHING",
                    new { team = team.Value, channel = channel.Value, now = now.ToUnixTimeMilliseconds() });
                return true;
            },
            cancellationToken);
    }

    public Task<QuizTurn?> TakeTurnAsync(
        TeamId team, QuizId quiz, Speaker? speaker, Func<QuizAccount, QuizTurn?> decide, RequestId? request, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        var edit = new DeliveryId(ids.Next());
        return writer.WriteAsync(connection => Turn(connection, team, quiz, speaker, decide, request, edit, now), cancellationToken);
    }

    public Task<Instant?> ShownAsync(
        PendingDelivery delivery, Quiz shown, MessageRef message, Instant at, Instant? closesAt, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            connection =>
            {
                var values = new
                {
                    id = delivery.Id.Value,
                    revision = delivery.Revision,
                    quiz = shown.Id.Value,
                    position = shown.Position,
                    channel = message.Channel.Value,
                    message = message.Id,
                    link = message.Link?.OriginalString,
                    at = at.ToUnixTimeMilliseconds(),
                    closesAt = closesAt?.ToUnixTimeMilliseconds(),
                };
                Outbox.Done(connection.Sqlite, delivery, at);
                connection.Sqlite.Execute(
                    """
                    UPDATE quizzes SET message_channel = @channel, message_id = @message, message_link = @link WHERE id = @quiz AND message_id IS NULL;
                    UPDATE quizzes SET closes_at = @closesAt WHERE id = @quiz AND state = 'running' AND position = @position AND closes_at IS NULL;
                    """,
                    values);
                return Words.Instant(connection.Sqlite.ExecuteScalar<long?>("SELECT closes_at FROM quizzes WHERE id = @quiz", values));
            },
            cancellationToken);

    public Task<IReadOnlyDictionary<MemberId, string>> ShownNamesAsync(
        TeamId team, IReadOnlyCollection<MemberId> members, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyDictionary<MemberId, string>>(
            connection => connection
                .Query<(string Member, string Name)>(
                    "SELECT id, display_name FROM members WHERE team = @team AND hidden = 0 AND id IN (SELECT value FROM json_each(@members))",
                    new { team = team.Value, members = JsonSerializer.Serialize([.. members.Select(member => member.Value)], ScoreJson.Default.StringArray) })
                .ToDictionary(row => new MemberId(row.Member), row => row.Name),
            cancellationToken);

    public Task<IReadOnlyList<Quiz>> RunningInChannelsAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => QuizRow.Read(connection, "WHERE mode = 'channel' AND state = 'running'", new { }), cancellationToken);

    public Task ParkAsync(Instant lastBefore, CancellationToken cancellationToken)
    {
        const string Idle = "mode <> 'channel' AND state = 'running' AND last_at <= @lastBefore";
        var values = new { lastBefore = lastBefore.ToUnixTimeMilliseconds() };
        return IfAnyAsync();

        // Each minute there is nothing to park; that is not worth a commit.
        async Task IfAnyAsync()
        {
            if (await readers.ReadAsync(connection => connection.ExecuteScalar<bool>($"SELECT EXISTS (SELECT 1 FROM quizzes WHERE {Idle})", values), cancellationToken))
                await writer.WriteAsync(connection => connection.Sqlite.Execute($"UPDATE quizzes SET state = 'parked' WHERE {Idle}", values), cancellationToken);
        }
    }

    public Task<IReadOnlyDictionary<QuestionId, Instant>> LastAskedAsync(
        TeamId team, MemberId? member, ChannelId? channel, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => QuizHistory.LastAsked(connection, team, member, channel), cancellationToken);

    public Task<IReadOnlySet<QuestionId>> SecretAsync(TeamId team, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => QuizHistory.Secret(connection, team), cancellationToken);

    public Task<IReadOnlyList<PastAnswer>> PastAnswersAsync(TeamId team, MemberId member, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => QuizHistory.PastAnswers(connection, team, member), cancellationToken);

    static StartResult Start(
        WriteConnection connection, Quiz quiz, string displayName, QuizId? replaces, DeliveryId? post, RequestId request, Instant now)
    {
        if (!Requests.Claim(connection, quiz.Team, request, now))
            return new StartResult.Duplicate();
        var inPlace = QuizRow.Read(
            connection.Sqlite,
            quiz.IsPrivate
                ? "WHERE team = @team AND member = @member AND mode <> 'channel' AND state IN ('running', 'parked')"
                : "WHERE team = @team AND channel = @channel AND mode = 'channel' AND state = 'running'",
            new { team = quiz.Team.Value, member = quiz.Member.Value, channel = quiz.Channel.Value }).SingleOrDefault();
        if (inPlace is not null && inPlace.Id != replaces)
            return new StartResult.Taken(inPlace);
        if (inPlace is not null)
            QuizRow.Update(connection.Sqlite, inPlace with { State = QuizState.Abandoned, EndedAt = now, ClosesAt = null });

        Teams.Remember(connection, quiz.Team, now);
        Teams.RememberMember(connection, quiz.Team, quiz.Member, displayName, now);
        QuizRow.Insert(connection.Sqlite, quiz);
        if (post is { } delivery)
            Outbox.AddQuizPost(connection.Sqlite, delivery, quiz, now);
        return new StartResult.Started();
    }

    static QuizTurn? Turn(
        WriteConnection connection, TeamId team, QuizId id, Speaker? speaker, Func<QuizAccount, QuizTurn?> decide, RequestId? request, DeliveryId edit,
        Instant now)
    {
        if (request is { } act && !Requests.Claim(connection, team, act, now))
            return new QuizTurn.Duplicate();
        if (QuizRow.Find(connection.Sqlite, team, id, answersOf: speaker?.Member) is not { } account)
            return new QuizTurn.Missing();
        var turn = decide(account);
        if (turn is not QuizTurn.Taken taken)
            return turn;
        if (taken.After.Id != id || taken.After.Team != team)
            throw new ArgumentException($"A turn in quiz {id} names quiz {taken.After.Id}.", nameof(decide));

        if (speaker is not null)
            Teams.RememberMember(connection, team, speaker.Member, speaker.DisplayName, now);
        QuizRow.Update(connection.Sqlite, taken.After);
        if (taken.Answer is { } answer)
            QuizAnswerRow.Save(connection.Sqlite, taken.After, answer);
        if (taken.ShowsInChannel)
            Outbox.AskForQuizEdit(connection.Sqlite, edit, team, id, now);
        return turn;
    }
}
