namespace AwsPrepBot.Engine.Questions;

/// <summary>What was read of one file.</summary>
/// <param name="Questions">In file order, also those with findings.</param>
/// <param name="Findings">Everything about the shape of the file; what the questions say is the linter's.</param>
/// <param name="Whole">False when part of the file could not be read, so that more questions may be in it.</param>
sealed record QuestionFile(IReadOnlyList<QuestionDraft> Questions, IReadOnlyList<Finding> Findings, bool Whole);

/// <summary>
/// Reads a question file: text in, drafts and findings out. Holds the shape (keys, types, dates, levels); never throws,
/// whatever the text is. Pure and thread-safe.
/// </summary>
static class QuestionFileReader
{
    /// <summary>Several times what fits in a file of the largest size when questions are complete.</summary>
    public const int MostQuestions = 1000;

    /// <param name="path">Shown in findings as it is.</param>
    /// <param name="text">The whole file.</param>
    public static QuestionFile Read(string path, string text)
    {
        var findings = new List<Finding>();
        void Report(int line, QuestionId? id, string message) => findings.Add(new(path, line, id, Severity.Error, message));

        var (roots, whole) = YamlTree.Read(text, (line, message) => Report(line, null, message));
        var questions = Questions(roots, whole, (line, message) => Report(line, null, message));
        if (questions.Count > MostQuestions)
        {
            Report(questions[MostQuestions].Line, null, $"the file holds {questions.Count:N0} questions: split it, a question file may have {MostQuestions:N0}");
            whole = false;
        }

        return new([.. questions.Take(MostQuestions).Select(question => ReadQuestion(path, question, Report))], findings, whole);
    }

    static List<YamlMapping> Questions(IReadOnlyList<YamlNode> roots, bool whole, Action<int, string> report)
    {
        var questions = new List<YamlMapping>();
        if (roots.Count > 1)
            report(roots[1].Line, "a second YAML document begins here: remove the \"---\" line, a file holds one list of questions");
        var root = roots.Count == 0 ? null : roots[0];
        if (root is YamlSequence list)
        {
            foreach (var item in list.Items)
            {
                if (item is YamlMapping mapping)
                    questions.Add(mapping);
                else if (item is not YamlRefused)
                    report(item.Line, "a question must have keys and values: begin it with \"- id: …\"");
            }
        }
        else if (root is YamlMapping)
        {
            report(root.Line, "the file must be a list of questions: begin each with \"- id: …\" and indent what follows by two spaces");
        }
        else if (root is not (null or YamlRefused or YamlScalar { IsNull: true }))
        {
            report(root.Line, "the file is no list of questions: begin each with \"- id: …\"");
        }

        if (whole && root is null or YamlScalar { IsNull: true } or YamlSequence { Items.Count: 0 })
            report(1, "the file holds no question: add one that begins with \"- id: …\", or remove the file");
        return questions;
    }

    static QuestionDraft ReadQuestion(string path, YamlMapping mapping, Action<int, QuestionId?, string> reportAll)
    {
        // The id first, so that every finding about the question carries it.
        var written = mapping.Entries.FirstOrDefault(entry => entry.Key.Value == "id").Value as YamlScalar;
        QuestionId? id = written is { IsNull: false } && QuestionForms.IsId(written.Value.Trim()) ? new(written.Value.Trim()) : null;
        void Report(int line, string message) => reportAll(line, id, message);

        var fields = new YamlFields(mapping, "question", QuestionKeys.Question, Report);
        return new QuestionDraft(path, fields.Line)
        {
            Id = fields.Text("id"),
            Level = ReadLevel(fields, Report),
            Topics = fields.Texts("topics"),
            Prompt = fields.Text("prompt"),
            Choice = fields.Mapping("choice") is { } choice ? ReadChoice(choice, Report) : null,
            Rubric = [.. fields.Mappings("rubric").Select(point => ReadPoint(point, Report))],
            Answers = fields.Texts("answers"),
            Hint = fields.Text("hint"),
            References = fields.Texts("references"),
            Reviewed = fields.Date("reviewed"),
            Related = fields.Texts("related"),
            Origin = fields.Text("origin"),
        };
    }

    static Located<Level>? ReadLevel(YamlFields fields, Action<int, string> report)
    {
        if (fields.Text("level") is not { } word)
            return null;
        var words = Levels.All.Select(level => level.Word()).ToList();
        if (words.IndexOf(word.Value) is var index and >= 0)
            return new(Levels.All[index], word.Line);
        report(word.Line, $"\"{QuestionForms.Cut(word.Value)}\" is no level: write {string.Join(", ", words)}{Nearest.Suggestion(word.Value, words)}");
        return null;
    }

    static ChoiceDraft ReadChoice(YamlMapping mapping, Action<int, string> report)
    {
        var fields = new YamlFields(mapping, "choice", QuestionKeys.Choice, report);
        return new(fields.Line, fields.Text("prompt"), [.. fields.Mappings("options").Select(ReadOption)]);

        OptionDraft ReadOption(YamlMapping option)
        {
            var of = new YamlFields(option, "choice's option", QuestionKeys.Option, report);
            return new(of.Line, of.Text("id"), of.Text("text"), of.Flag("correct"), of.Text("why"));
        }
    }

    static RubricDraft ReadPoint(YamlMapping mapping, Action<int, string> report)
    {
        var fields = new YamlFields(mapping, "rubric point", QuestionKeys.RubricPoint, report);
        return new(fields.Line, fields.Text("point"), fields.Number("weight", missing: 1), fields.Texts("accept"), fields.Texts("reject"));
    }
}
