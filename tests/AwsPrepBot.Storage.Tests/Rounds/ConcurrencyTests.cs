using System.Collections.Concurrent;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Storage.Tests.Rounds;

public sealed class ConcurrencyTests : IAsyncLifetime
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.StartAsync(Token);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Whatever_64_members_and_an_admin_do_at_once_every_acknowledged_answer_is_there_and_no_other()
    {
        var schedule = await _database.SaveAsync(Some.Schedule());
        var rounds = new List<Round>();
        for (var i = 0; i < 6; i++)
            rounds.Add(await _database.PostAsync(Some.Round(schedule) with { Kind = RoundKind.Extra }));
        // What a member was told last, by round: only this member writes it, so the order is the order of the acknowledgements.
        var told = new ConcurrentDictionary<(RoundId, MemberId), string>();

        async Task AnswerAsync(int number)
        {
            var random = new Random(number);
            var member = $"member{number}";
            for (var press = 0; press < 40; press++)
            {
                var round = rounds[random.Next(rounds.Count)];
                var submission = Some.Answer(round, member, "abcd"[random.Next(4)].ToString());
                var result = await _database.Rounds.SubmitAsync(submission, Token);
                var before = told.GetValueOrDefault((round.Id, submission.Member));
                switch (result)
                {
                    case SubmitResult.First:
                        Assert.Null(before);
                        break;
                    case SubmitResult.Changed changed:
                        Assert.Equal(before, changed.PreviousOptionId);
                        break;
                    case SubmitResult.Same:
                        Assert.Equal(before, submission.OptionId);
                        break;
                    case SubmitResult.NotOpen:
                        continue;
                    default:
                        Assert.Fail($"unexpected {result}");
                        break;
                }
                told[(round.Id, submission.Member)] = submission.OptionId;
                if (random.Next(4) == 0)
                    Assert.IsType<SubmitResult.Duplicate>(await _database.Rounds.SubmitAsync(submission, Token));
            }
        }

        async Task CloseAsync()
        {
            foreach (var round in rounds.Take(4))
            {
                RoundAccount? closed = null;
                await _database.Rounds.SettleAsync(
                    round.Team, round.Id,
                    account =>
                    {
                        closed = account;
                        return Some.Settle(account, RoundState.Closed, Some.Now);
                    },
                    Some.Request(), Token);
                // What was booked is exactly what is there: no answer slipped in between or came after.
                Assert.Equal(closed!.Answers, await _database.Rounds.AnswersAsync(round.Team, round.Id, Token));
            }
        }

        await Task.WhenAll(
            [.. Enumerable.Range(0, 64).Select(number => Task.Run(() => AnswerAsync(number), Token)), Task.Run(CloseAsync, Token)]);
        await _database.StopStoreAsync();
        await _database.StartStoreAsync();

        var stored = new Dictionary<(RoundId, MemberId), string>();
        foreach (var round in rounds)
        {
            foreach (var answer in await _database.Rounds.AnswersAsync(round.Team, round.Id, Token))
                stored.Add((round.Id, answer.Member), answer.OptionId!);
        }
        Assert.Equal(told.OrderBy(entry => entry.Key.ToString()), stored.OrderBy(entry => entry.Key.ToString()));
        Assert.Empty(Storage.Maintenance.Database.From(_database.Configuration).Check(progress: null, Token));
    }
}
