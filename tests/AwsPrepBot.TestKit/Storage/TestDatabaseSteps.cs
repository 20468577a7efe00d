using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Delivery;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using NodaTime;

namespace AwsPrepBot.TestKit.Storage;

/// <summary>Steps that many tests begin with.</summary>
public static class TestDatabaseSteps
{
    /// <summary>Saves a schedule.</summary>
    public static async Task<Schedule> SaveAsync(this TestDatabase database, Schedule schedule)
    {
        var result = await database.Schedules.SaveAsync(schedule, request: null, database.Token);
        return result == SaveResult.Saved ? schedule : throw new InvalidOperationException($"The schedule was not saved: {result}.");
    }

    /// <summary>Opens a round; its post waits.</summary>
    public static async Task<Round> OpenAsync(this TestDatabase database, Round round)
    {
        var result = await database.Rounds.OpenAsync(round, Some.Delivery(), request: null, database.Token);
        return result == OpenResult.Opened ? round : throw new InvalidOperationException($"The round was not opened: {result}.");
    }

    /// <summary>Opens a round and delivers it at once: from here on it takes answers.</summary>
    public static async Task<Round> PostAsync(this TestDatabase database, Round round)
    {
        await database.OpenAsync(round);
        var post = await database.TakePostAsync(round);
        await database.Deliveries.PostedAsync(post, Some.Message(round), round.OpenedAt, round.OpenedAt + round.OpenFor, database.Token);
        return await database.Rounds.FindAsync(round.Team, round.Id, database.Token)
            ?? throw new InvalidOperationException("The round is gone.");
    }

    /// <summary>Takes the post of a round that waits. Edits and notices that are due are done; no other post may be due.</summary>
    public static async Task<PendingDelivery> TakePostAsync(this TestDatabase database, Round round)
    {
        var now = Instant.Max(round.OpenedAt, database.Time.GetInstant());
        var taken = await database.Deliveries.TakeAsync(round.Team.Platform, now, 100, database.Token);
        foreach (var edit in taken.Where(delivery => delivery.Kind != DeliveryKind.Post))
            await database.Deliveries.EditedAsync(edit, now, database.Token);
        return taken.Where(delivery => delivery.Kind == DeliveryKind.Post).ToList() is [var post] && post.Round == round.Id
            ? post
            : throw new InvalidOperationException($"Not the round's post alone was due: {string.Join(", ", taken)}.");
    }

    /// <summary>Closes, corrects or voids a round as <see cref="Some.Settle"/> does.</summary>
    public static Task<Settlement?> SettleAsync(
        this TestDatabase database, Round round, RoundState state, string[]? right = null) =>
        database.Rounds.SettleAsync(
            round.Team, round.Id, account => Some.Settle(account, state, database.Time.GetInstant(), right ?? []), request: null, database.Token);

    /// <summary>Begins a quiz; a channel's is shown at once.</summary>
    public static async Task<Quiz> BeginAsync(this TestDatabase database, Quiz quiz)
    {
        var post = quiz.IsPrivate ? (DeliveryId?)null : Some.Delivery();
        var result = await database.Quizzes.StartAsync(quiz, $"Name of {quiz.Member}", null, post, Some.Request(), database.Token);
        if (result is not StartResult.Started)
            throw new InvalidOperationException($"The quiz was not begun: {result}.");
        if (!quiz.IsPrivate)
            await database.ShowAsync(quiz);
        return (await database.Quizzes.FindAsync(quiz.Team, quiz.Id, database.Token))!.Quiz;
    }

    /// <summary>Carries out the one delivery of a channel's quiz that waits.</summary>
    public static async Task ShowAsync(this TestDatabase database, Quiz quiz)
    {
        var now = database.Time.GetInstant();
        var delivery = (await database.Deliveries.TakeAsync(quiz.Team.Platform, now, 100, database.Token)).Single(delivery => delivery.Quiz == quiz.Id);
        var shown = (await database.Quizzes.FindAsync(quiz.Team, quiz.Id, database.Token))!.Quiz;
        var message = new Engine.Chat.MessageRef(quiz.Channel, $"message-{quiz.Id}");
        await database.Quizzes.ShownAsync(delivery, shown, message, now, now + quiz.QuestionTime, database.Token);
    }

    /// <summary>A member chooses the option under a letter in the present question.</summary>
    public static Task<QuizTurn?> ChooseAsync(this TestDatabase database, Quiz quiz, string member, int position, char letter) =>
        database.Quizzes.TakeTurnAsync(
            quiz.Team, quiz.Id, new Engine.Chat.Speaker(new MemberId(member), $"Name of {member}", false),
            account => QuizRules.Choose(account, new MemberId(member), position, letter, database.Time.GetInstant()), Some.Request(), database.Token);
}
