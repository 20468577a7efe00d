using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Maintenance;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Storage;

namespace AwsPrepBot.Storage.Tests.Quizzes;

/// <summary>A sound database with quizzes is broken in one way after another; each time the check for it says so.</summary>
public sealed class QuizCheckTests : IAsyncLifetime
{
    TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.StartAsync(TestContext.Current.CancellationToken);
        var alone = await _database.BeginAsync(Some.Quiz());
        await _database.ChooseAsync(alone, "ann", 0, 'C');
        var ended = await _database.BeginAsync(Some.Quiz("bob") with { Questions = [Some.Question("q9")] });
        await _database.ChooseAsync(ended, "bob", 0, 'A');
        await InterviewAsync("eve", replied: false);
        await InterviewAsync("fay", replied: true);
        var together = await _database.BeginAsync(Some.ChannelQuiz("cat"));
        await _database.ChooseAsync(together, "cat", 0, 'C');
        var over = await _database.BeginAsync(Some.ChannelQuiz("dan") with { Channel = new ChannelId("other") });
        await _database.Quizzes.TakeTurnAsync(
            over.Team, over.Id, null, account => QuizRules.Stop(account, over.Member, false, 0, Some.Now), null, _database.Token);
        Assert.Empty(Check());
    }

    /// <summary>An interview at the follow-up of its first question, or beyond it.</summary>
    async Task InterviewAsync(string name, bool replied)
    {
        var member = new MemberId(name);
        var question = QuestionCopies.Of(Builders.OpenQuestion("open"), QuestionKind.Open, 1);
        var quiz = await _database.BeginAsync(Some.Quiz(name) with { Mode = QuizMode.Mock, Questions = [question, question] });
        WrittenAnswer Written(int score) => new("text", new Verdict(score, [.. question.Rubric!.Points.Take(1).Select(point => new PointVerdict(point.Point, 1, Coverage.Covered, "text"))], [], "Good."));
        Task<QuizTurn?> TurnAsync(Func<QuizAccount, QuizTurn> decide) => _database.Quizzes.TakeTurnAsync(quiz.Team, quiz.Id, new Speaker(member, name, false), decide, Some.Request(), _database.Token);
        var followUp = new FollowUp([1], "And what else?");
        Assert.IsType<QuizTurn.Taken>(await TurnAsync(account => QuizRules.Write(account, member, 0, Written(40), followUp, Some.Now)));
        if (replied)
            Assert.IsType<QuizTurn.Taken>(await TurnAsync(account => QuizRules.Reply(account, member, 0, Written(100), Some.Now)));
        var read = (await _database.Quizzes.FindAsync(quiz.Team, quiz.Id, _database.Token))!.Answers.Single();
        Assert.Equal((replied ? 90 : 40, 40, "And what else?", 1), (read.Score, read.Written!.Verdict.Score, read.FollowUp!.Question, read.FollowUp.Points.Single()));
        Assert.Equal<(string, int)?>(replied ? ("text", 100) : null, read.FollowUp.Reply is { } reply ? (reply.Text, reply.Verdict.Score) : null);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("quizzes", "UPDATE quizzes SET questions = '[]' WHERE member = 'ann'", "its questions cannot be read")]
    [InlineData("quizzes", "UPDATE quizzes SET questions = 'broken' WHERE member = 'ann'", "its questions cannot be read")]
    [InlineData("quizzes", "UPDATE quizzes SET position = 4 WHERE member = 'ann'", "at 4 of 3 questions")]
    [InlineData("quizzes", "UPDATE quizzes SET position = 3 WHERE member = 'ann'", "all was asked, and it has not ended")]
    [InlineData("quizzes", "UPDATE quizzes SET closes_at = 5 WHERE member = 'ann'", "a question that is not asked closes")]
    [InlineData("quizzes", "UPDATE quizzes SET message_id = NULL WHERE member = 'cat'", "its question closes and was never shown")]
    [InlineData("quizzes", "UPDATE quizzes SET seconds = NULL WHERE member = 'cat'", "only a channel's questions have a time")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET team = 'discord:2' WHERE member = 'ann'", "discord:2, its quiz: discord:1")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET member = 'bob' WHERE member = 'ann'", "the quiz is ann's alone")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET position = 2 WHERE member = 'ann'", "that was not asked")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET position = 1 WHERE member = 'cat'", "that was not asked")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET question_id = 'q2' WHERE member = 'ann'", "filed under q2, asked was q1")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET level = 4 WHERE member = 'ann'", "filed under q1, asked was q1")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET option_id = 'z' WHERE member = 'ann'", "there is no option z")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET score = 0 WHERE member = 'ann'", "0 points of 100 for option b")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET option_id = NULL, text = 'x', verdict = '{\"score\":1}' WHERE member = 'ann'", "its verdict does not say 100")]
    [InlineData("quiz answers", "UPDATE quizzes SET mode = 'solo' WHERE member = 'eve'", "a follow-up outside an interview")]
    [InlineData("quiz answers", "UPDATE quizzes SET state = 'ended', ended_at = 5 WHERE member = 'eve'", "that was not asked")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET score = 41 WHERE member = 'eve'", "its verdict does not say 41")]
    [InlineData("quiz answers", "UPDATE quiz_answers SET score = 39 WHERE member = 'fay'", "its follow-up took points away")]
    [InlineData("quiz answers", "DELETE FROM quiz_answers WHERE member = 'bob'", "is at 1, with 0 answers")]
    [InlineData("quiz messages", "UPDATE deliveries SET team = 'discord:2' WHERE kind = 'post'", "its delivery is another team's")]
    [InlineData("quiz messages", "DELETE FROM deliveries WHERE kind = 'post'", "it has no delivery")]
    [InlineData("quiz messages", "UPDATE deliveries SET state = 'due' WHERE kind = 'post'", "it has a message, its delivery is due")]
    [InlineData("quiz messages", "UPDATE quizzes SET message_id = NULL, closes_at = NULL", "it has no message, its delivery is sent")]
    [InlineData("quiz messages", "DELETE FROM deliveries WHERE kind = 'edit'", "it is over and its message does not say so")]
    public void What_is_broken_is_found(string check, string sql, string example)
    {
        _database.Execute(sql);

        var finding = Assert.Single(Check(), finding => finding.Check == check);

        Assert.Contains(finding.Examples, line => line.Contains(example, StringComparison.Ordinal));
    }

    IReadOnlyList<CheckFinding> Check() => Database.From(_database.Configuration).Check(progress: null, _database.Token);
}
