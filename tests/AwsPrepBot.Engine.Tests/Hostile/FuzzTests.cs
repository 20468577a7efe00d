using System.Text;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Grading.Reading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Tests.Grading;
using AwsPrepBot.TestKit;
using AwsPrepBot.TestKit.Hostile;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Hostile;

/// <summary>What people type and what operators write, spoilt: command lines, buttons' ids, texts, question files, aliases.</summary>
public sealed class FuzzTests
{
    /// <summary>Markdown comes from question files alone, and no field that passes lint is nearly as long.</summary>
    const int LongestProse = 8_000;

    static readonly LocalDate Today = new(2026, 11, 24);

    [Fact]
    public Task Command_lines_are_understood_or_refused()
    {
        var bank = Builders.Bank(5);
        return Fuzz.TextsAsync("commands", 170, text =>
        {
            if (!CommandText.IsCommand(text) || CommandText.Parse(text) is not ParsedCommand.Command(var input) || CommandCatalog.Find(input.Name) is not { } command)
                return;
            if (OptionReader.Check(command, input) is not null)
                return;
            var options = new OptionReader(command, OptionReader.TakeWords(command, input));
            options.ReadFilter(bank);
            foreach (var option in command.Options)
                Settings(options.Text(option.Name) ?? "");
        });
    }

    [Fact]
    public Task Settings_in_words_are_read_or_refused()
    {
        var suggestions = new Suggestions(new CurrentBank(Builders.Bank(5)), TimeProvider.System);
        return Fuzz.TextsAsync("settings", 20, text =>
        {
            Settings(text);
            foreach (var (command, option) in new[] { ("setup", "timezone"), ("setup", "time"), ("setup", "days"), ("setup", "open-for"), ("setup", "topic"), ("away", "until"), ("report", "question") })
                suggestions.Suggest(command, option, text);
        });
    }

    [Fact]
    public Task A_forged_buttons_id_is_read_back_as_it_was_or_not_at_all() => Fuzz.TextsAsync("actions", 60, text =>
    {
        if (ActionId.Parse(text) is { } action)
            Assert.Equal(action, ActionId.Parse(action.ToString()));
    });

    [Fact]
    public Task Prose_becomes_text_that_can_be_shown() => Fuzz.TextsAsync("prose", 60, input =>
    {
        var text = input[..Math.Min(input.Length, LongestProse)];
        MarkdownText.ToBlocks(text);
        MarkdownText.ToLine(text);
        CleanText.Lines(text);
        Assert.DoesNotContain('\n', CleanText.Line(text));
    });

    [Fact]
    public Task A_question_file_makes_a_bank_or_findings() => Fuzz.TextsAsync("questions", 120, text =>
    {
        var loaded = QuestionBankLoader.Load([("questions/spoilt.yaml", text)], Today);
        Assert.True(loaded.Bank is not null || loaded.HasErrors);
    });

    [Fact]
    public Task Aliases_make_a_vocabulary_or_findings() => Fuzz.TextsAsync("aliases", 50, text => VocabularyFile.Read("aliases.yaml", text));

    [Fact]
    public Task An_answer_in_peoples_own_words_gets_a_score()
    {
        var questions = ShippedGrader.Questions;
        return Fuzz.TextsAsync("forms", 50, text =>
        {
            var question = questions[text.Length % questions.Count];
            var verdict = ShippedGrader.Grader.Grade(question, text[..Math.Min(text.Length, OfflineGrader.LongestAnswer)]);
            Assert.InRange(verdict.Score, 0, 100);
        });
    }

    [Fact]
    public async Task The_whole_bot_answers_whatever_is_said_pressed_or_written()
    {
        var errors = new Errors();
        await using var bot = await BotFixture.StartAsync(
            TestContext.Current.CancellationToken, Builders.OpenBank(20), services => services.AddSingleton<ILoggerProvider>(errors));
        await bot.PrepAsync("admin", "setup", "timezone=UTC", "kind=mixed");
        await bot.PrepAsync("admin", "post");
        await bot.DeliverAsync();
        var actions = Fuzz.Corpus("actions").Select(Encoding.UTF8.GetString).ToList();
        var number = 0;
        await Fuzz.EachAsync("commands", 10, async input =>
        {
            var text = Encoding.UTF8.GetString(input);
            var who = ++number % 3 == 0 ? "admin" : $"m{number % 7}";
            ChatInput? said = (number % 4) switch
            {
                0 => new FormInput(actions[number % actions.Count], text),
                1 => new PressInput(text.StartsWith('/') ? actions[number % actions.Count] : text),
                _ => CommandText.Parse(text) is ParsedCommand.Command(var command) ? command : null,
            };
            if (said is not null)
                await bot.DoAsync(who, said);
            Assert.Empty(errors.Seen);
        });
    }

    static void Settings(string text)
    {
        SettingReader.Time(text);
        SettingReader.Zone(text);
        SettingReader.Days(text);
        SettingReader.OpenFor(text);
        SettingReader.Until(text, Today);
    }

    /// <summary>The bot tells people of a bug as of a store that does not answer: only its log tells them apart.</summary>
    sealed class Errors : ILoggerProvider, ILogger
    {
        readonly List<string> _seen = [];

        public IReadOnlyList<string> Seen
        {
            get
            {
                lock (_seen)
                    return [.. _seen];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_seen)
            {
                if (IsEnabled(logLevel))
                    _seen.Add($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
