using System.CommandLine;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Grading;
using AwsPrepBot.Questions;

namespace AwsPrepBot.Verbs;

/// <summary>
/// <c>grade</c>: one answer explained, or a data set measured, by the grader as it is shipped. Nothing is fitted to the file
/// but the threshold between correct and not, on its own training rows.
/// </summary>
static class GradeVerb
{
    const int Done = 0;
    const int Failed = 1;

    /// <summary>Rows between two signs of life.</summary>
    const int ProgressEvery = 500;

    /// <param name="configuredPath">Gives the value of <c>Questions:Path</c>; asked when the verb runs without <c>--path</c>.</param>
    /// <param name="time">Judges review dates and measures speed.</param>
    internal static Command Create(Func<string> configuredPath, TimeProvider time)
    {
        var path = QuestionsReader.PathOption();
        var question = new Option<string?>("--question") { Description = "The id of the question to answer", HelpName = "ID" };
        var answer = new Option<string?>("--answer") { Description = "The answer to grade; - reads it from standard input", HelpName = "TEXT" };
        var dataset = new Option<string?>("--dataset") { Description = "Grade every line of a JSONL file and measure how well the scores agree with people's", HelpName = "FILE" };
        var verdicts = new Option<string?>("--verdicts") { Description = "With --dataset: write every row's verdict there, one JSON object a line", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write JSON: the verdict, or one flat object of measures (fractions 0 to 1)" };
        var grade = new Command("grade", "Grade an open answer, or measure the grader on a data set") { question, answer, dataset, verdicts, json, path };
        var reader = new QuestionsReader(path, configuredPath, time);
        grade.SetAction((parsed, cancellationToken) => reader.WithBankAsync(parsed, async bank =>
        {
            var request = (Question: parsed.GetValue(question), Answer: parsed.GetValue(answer), Dataset: parsed.GetValue(dataset), Verdicts: parsed.GetValue(verdicts));
            var grader = new OfflineGrader(new CurrentBank(bank));
            return request switch
            {
                { Dataset: { } file, Question: null, Answer: null } => await new DatasetRun(bank, grader, time, parsed).RunAsync(file, request.Verdicts, parsed.GetValue(json), cancellationToken),
                { Question: { } id, Answer: { } text, Dataset: null, Verdicts: null } => await GradeOneAsync(parsed, bank, grader, id, text, parsed.GetValue(json), cancellationToken),
                { Dataset: not null } => QuestionsReader.Refuse(parsed, "--dataset goes with --json and --verdicts only: its rows bring their own questions and answers."),
                _ => QuestionsReader.Refuse(parsed, "Say what to grade: --question ID --answer TEXT, or --dataset FILE."),
            };
        }, cancellationToken));
        return grade;
    }

    static async Task<int> GradeOneAsync(ParseResult parsed, QuestionBank bank, OfflineGrader grader, string id, string answer, bool json, CancellationToken cancellationToken)
    {
        if (bank.Find(new QuestionId(id)) is not { } question)
        {
            return QuestionsReader.Refuse(parsed, bank.NearestId(id) is { } near
                ? $"There is no question \"{id}\". Did you mean \"{near}\"?"
                : $"There is no question \"{id}\": \"questions list\" names them all.");
        }

        if (question.Rubric.Count == 0)
            return QuestionsReader.Refuse(parsed, $"The question \"{id}\" has no rubric: it is asked as multiple choice only.");
        if (answer == "-")
            answer = await Console.In.ReadToEndAsync(cancellationToken);
        var verdict = grader.Grade(OpenQuestion.From(question), answer);
        var output = parsed.InvocationConfiguration.Output;
        if (json)
            GradeJson.WriteVerdict(output, verdict);
        else
            VerdictText.Write(output, question.Prompt, verdict);
        return Done;
    }

    /// <summary>One run over a file.</summary>
    sealed class DatasetRun(QuestionBank bank, OfflineGrader grader, TimeProvider time, ParseResult parsed)
    {
        readonly List<GradedRow> _graded = [];
        TimeSpan _grading;

        public async Task<int> RunAsync(string file, string? verdicts, bool json, CancellationToken cancellationToken)
        {
            try
            {
                using var reader = new StreamReader(file);
                await using var writer = verdicts is null ? null : new StreamWriter(verdicts);
                if (await GradeAllAsync(file, reader, writer, cancellationToken) is { } problem)
                    return QuestionsReader.Refuse(parsed, problem);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                return QuestionsReader.Refuse(parsed, $"{problem.Message} Name a file that can be read with --dataset, and one that can be written with --verdicts.");
            }

            if (_graded.Count == 0)
                return QuestionsReader.Refuse(parsed, $"{file} holds no rows: put one JSON object with an \"answer\" on each line.");
            var measures = Measures.Of(_graded, _graded.Count / Math.Max(_grading.TotalSeconds, 1e-6));
            var output = parsed.InvocationConfiguration.Output;
            if (json)
                GradeJson.WriteMeasures(output, measures);
            else
                MeasuresText.Write(output, measures, _graded);
            return Done;
        }

        async Task<string?> GradeAllAsync(string file, StreamReader reader, StreamWriter? writer, CancellationToken cancellationToken)
        {
            var line = 0;
            while (await reader.ReadLineAsync(cancellationToken) is { } text)
            {
                line++;
                if (string.IsNullOrWhiteSpace(text))
                    continue;
                var (row, problem) = Dataset.Read(text);
                if (row is null)
                    return $"{file}:{line}: {problem}";
                if (row.QuestionOf(bank) is not { } question)
                    return $"{file}:{line}: the row has neither \"refs\" nor \"key_points\", and {(row.Qid is null ? "no \"qid\"" : $"the bank has no question \"{row.Qid}\"")}: add one of them";
                var verdict = Grade(question, row.Answer);
                _graded.Add(new(row, verdict.Score));
                if (writer is not null)
                    GradeJson.WriteRow(writer, line, row, verdict);
                if (_graded.Count % ProgressEvery == 0)
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"{_graded.Count:N0} answers graded");
            }

            return null;
        }

        Verdict Grade(OpenQuestion question, string answer)
        {
            var start = time.GetTimestamp();
            var verdict = grader.Grade(question, answer);
            _grading += time.GetElapsedTime(start);
            return verdict;
        }
    }
}
