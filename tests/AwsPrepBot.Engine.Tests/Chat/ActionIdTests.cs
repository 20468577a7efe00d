using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using CsCheck;

namespace AwsPrepBot.Engine.Tests.Chat;

public sealed class ActionIdTests
{
    [Fact]
    public void Every_action_comes_back_as_it_went()
    {
        ActionId[] actions =
        [
            new ActionId.Answer(new RoundId(long.MaxValue), 'E'), new ActionId.Hint(new RoundId(1)),
            new ActionId.Write(new RoundId(long.MaxValue)),
            new ActionId.ReportQuestion(new RoundId(1)), new ActionId.ShowReport(int.MaxValue), new ActionId.AcceptReport(new ReportId(1)),
            new ActionId.WithholdQuestion(new ReportId(1)), new ActionId.VoidQuestion(new ReportId(1)), new ActionId.ReKeyQuestion(new ReportId(long.MaxValue), 'E'),
            new ActionId.RejectReport(new ReportId(1)), new ActionId.GiveBack(new WithholdingId(1)),
            new QuizAction.OpenForm(new QuizId(1), 2), new QuizAction.OpenForm(new QuizId(1), 2, true), new QuizAction.Written(new QuizId(1), 2, true),
            new QuizAction.Skip(new QuizId(long.MaxValue), 19), new QuizAction.Skip(new QuizId(long.MaxValue), 19, true),
            new QuizAction.Begin(new QuizFilter(Level.Mid, "s3", QuestionKind.Open, 5), new QuizId(long.MaxValue), IsMock: true),
            new QuizAction.Begin(new QuizFilter(null, null, QuestionKind.Choice, 5)),
            new ActionId.UndoSetup(new ScheduleId(long.MaxValue), int.MaxValue),
        ];
        Assert.All(actions, action => Assert.Equal(action, ActionId.Parse(action.ToString())));
        Assert.All(actions, action => Assert.InRange(action.ToString().Length, 1, 100));
    }

    [Theory]
    [InlineData("")]
    [InlineData("answer")]
    [InlineData("answer:1")]
    [InlineData("answer:1:F")]
    [InlineData("answer:1:a")]
    [InlineData("answer:-1:A")]
    [InlineData("answer:0:A")]
    [InlineData("answer: 1:A")]
    [InlineData("answer:1:A:B")]
    [InlineData("answer:99999999999999999999:A")]
    [InlineData("undo:1:99999999999")]
    [InlineData("Hint:1")]
    [InlineData("reports:0")]
    [InlineData("reports:99999999999")]
    [InlineData("rekey:1")]
    [InlineData("rekey:1:F")]
    [InlineData("accept:1:2")]
    [InlineData("quiz:skip:1:2:g")]
    [InlineData("quiz:write:1:2:f:f")]
    [InlineData("quiz:mock:0:5:1:5:")]
    public void What_was_never_ours_is_nothing(string forged) => Assert.Null(ActionId.Parse(forged));

    [Fact]
    public void No_text_makes_it_throw() => Gen.String.Sample(text => ActionId.Parse(text) is null);
}
