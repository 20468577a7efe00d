using AwsPrepBot.Engine.Chat;
using AwsPrepBot.TestKit;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Quizzes;

/// <summary>What comes between two acts of somebody who is alone with their quiz.</summary>
enum Interruption
{
    None,
    Restart,
    Replay,
    OldButton,
    LeftAlone,
    MessageGone,
}

/// <summary>Ana alone with her quiz or interview: the message before her, what she does, and what interrupts her.</summary>
sealed class Sitting
{
    readonly BotFixture _bot;
    readonly string _command;
    Card _old;
    ChatInput? _last;
    int _requests;

    Sitting(BotFixture bot, string command, Card card) => (_bot, _command, _old, Card) = (bot, command, card, card);

    /// <summary>What she sees.</summary>
    public Card Card { get; private set; }

    public static async Task<Sitting> BeginAsync(BotFixture bot, string command, int count) => new(bot, command, (await bot.PrepAsync("ana", command, $"count={count}"))!);

    public bool Has(string label) => Card.Actions.Any(action => action.Label == label);

    public Task PressAsync(string label) => DoAsync(new PressInput(Quizzing.IdOf(Card, label)));

    /// <summary>Goes on from a verdict; does nothing before a question.</summary>
    public Task NextAsync() => Has("Next") ? PressAsync("Next") : Task.CompletedTask;

    public async Task WriteAsync(string text) => await DoAsync(new FormInput((await _bot.PressAsync("ana", Card, "Answer"))!.Form!.Id, text));

    public async Task InterruptAsync(Interruption interruption)
    {
        switch (interruption)
        {
            case Interruption.Restart:
                await _bot.StopAsync();
                await _bot.StartAgainAsync();
                break;
            case Interruption.Replay when _last is not null:
                Assert.Null(await _bot.DoAsync("ana", _last, new RequestId($"sitting-{_requests}")));
                break;
            case Interruption.OldButton when _old != Card:
                Assert.Equal(CardTone.Refusal, (await _bot.PressAsync("ana", _old, First(_old)))!.Tone);
                break;
            case Interruption.LeftAlone:
                await _bot.GoToAsync(Instant.FromDateTimeOffset(_bot.Time.GetUtcNow()) + Duration.FromMinutes(31));
                Card = (await _bot.PressAsync("ana", await _bot.PressAsync("ana", Card, First(Card)), "Go on"))!;
                break;
            case Interruption.MessageGone:
                Card = (await _bot.PressAsync("ana", await _bot.PrepAsync("ana", _command), "Go on"))!;
                break;
        }
    }

    static string First(Card card) => card.Actions.OfType<ButtonAction>().First().Label;

    async Task DoAsync(ChatInput input)
    {
        var asked = Card;
        _last = input;
        Card = (await _bot.DoAsync("ana", input, new RequestId($"sitting-{++_requests}")))!;
        if (asked.Tone == CardTone.Question)
            _old = asked;
    }
}
