using System.CommandLine;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Questions;

namespace AwsPrepBot.Verbs;

/// <summary>
/// <c>questions lint|list|show|stats</c>: for those who write questions. Needs no platform and no database. Everything but
/// <c>lint</c> wants a bank in order, so that nobody works on numbers of half a bank.
/// </summary>
static class QuestionsVerb
{
    const int Done = 0;
    const int Failed = 1;

    /// <param name="configuredPath">Gives the value of <c>Questions:Path</c>; asked when a verb runs without <c>--path</c>.</param>
    /// <param name="time">Judges review dates.</param>
    internal static Command Create(Func<string> configuredPath, TimeProvider time)
    {
        var path = QuestionsReader.PathOption();
        var questions = new Command("questions", "Check and look at the questions the bot asks") { path };
        var reader = new QuestionsReader(path, configuredPath, time);
        questions.Add(Lint(reader));
        questions.Add(List(reader));
        questions.Add(Show(reader));
        questions.Add(Stats(reader, time));
        return questions;
    }

    static Command Lint(QuestionsReader reader)
    {
        var lint = new Command("lint", "Check every question file; exits 1 if one has an error, as the bot would not load it");
        lint.SetAction(async (parsed, cancellationToken) =>
        {
            var (content, loaded) = await reader.LoadAsync(parsed, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var finding in loaded.Findings)
                await output.WriteLineAsync(finding.ToString());
            await output.WriteLineAsync(QuestionsReader.Summary(content, loaded));
            return loaded.HasErrors ? Failed : Done;
        });
        return lint;
    }

    static Command List(QuestionsReader reader)
    {
        var level = new Option<string?>("--level") { Description = "Only this level: junior, mid, senior or architect", HelpName = "LEVEL" };
        var topic = new Option<string?>("--topic") { Description = "Only questions with this topic, for example s3", HelpName = "TOPIC" };
        var json = Json("an array of {id, level, topics, kinds, prompt, choicePrompt, origin, reviewed}");
        var list = new Command("list", "List the questions in the order of the files") { level, topic, json };
        list.SetAction((parsed, cancellationToken) => reader.WithBankAsync(parsed, bank =>
        {
            if (Filter(bank, parsed.GetValue(level), parsed.GetValue(topic), out var filter) is { } refusal)
                return QuestionsReader.Refuse(parsed, refusal);
            var found = bank.Filter(filter);
            if (parsed.GetValue(json))
                QuestionsJson.WriteList(parsed.InvocationConfiguration.Output, found);
            else
                QuestionsText.WriteList(parsed.InvocationConfiguration.Output, found);
            return Done;
        }, cancellationToken));
        return list;
    }

    static Command Show(QuestionsReader reader)
    {
        var id = new Argument<string>("ID") { Description = "The question's id, for example s3-versioning" };
        var json = Json("the whole question, as in its file");
        var show = new Command("show", "Show one question with its options, rubric and sources") { id, json };
        show.SetAction((parsed, cancellationToken) => reader.WithBankAsync(parsed, bank =>
        {
            var wanted = parsed.GetRequiredValue(id);
            if (bank.Find(new QuestionId(wanted)) is not { } question)
            {
                return QuestionsReader.Refuse(parsed, bank.NearestId(wanted) is { } near
                    ? $"There is no question \"{wanted}\". Did you mean \"{near}\"?"
                    : $"There is no question \"{wanted}\": \"questions list\" names them all.");
            }

            if (parsed.GetValue(json))
                QuestionsJson.WriteQuestion(parsed.InvocationConfiguration.Output, question);
            else
                QuestionsText.WriteQuestion(parsed.InvocationConfiguration.Output, question);
            return Done;
        }, cancellationToken));
        return show;
    }

    static Command Stats(QuestionsReader reader, TimeProvider time)
    {
        var json = Json("one object");
        var stats = new Command("stats", "Show what the bank looks like as a whole: levels, topics, right options, lengths, sources") { json };
        stats.SetAction((parsed, cancellationToken) => reader.WithBankAsync(parsed, bank =>
        {
            var statistics = BankStatistics.Of(bank, ReviewDay.Of(time));
            if (parsed.GetValue(json))
                QuestionsJson.WriteStats(parsed.InvocationConfiguration.Output, statistics);
            else
                StatsText.Write(parsed.InvocationConfiguration.Output, statistics);
            return Done;
        }, cancellationToken));
        return stats;
    }

    static Option<bool> Json(string what) => new("--json") { Description = $"Write JSON: {what}" };

    static string? Filter(QuestionBank bank, string? level, string? topic, out BankFilter filter)
    {
        filter = new BankFilter(level is null ? null : Levels.Parse(level), topic?.Trim().ToLowerInvariant());
        if (level is not null && filter.Level is null)
        {
            var words = Levels.All.Select(each => each.Word());
            return $"There is no level \"{level}\": the levels are {string.Join(", ", words)}{Nearest.Suggestion(level, words)}";
        }

        if (filter.Topic is { } wanted && bank.Topics.All(known => known.Topic != wanted))
        {
            return bank.NearestTopic(wanted) is { } near
                ? $"There is no topic \"{topic}\". Did you mean \"{near}\"?"
                : $"There is no topic \"{topic}\": the topics are {string.Join(", ", bank.Topics.Select(known => known.Topic))}.";
        }

        return null;
    }
}
