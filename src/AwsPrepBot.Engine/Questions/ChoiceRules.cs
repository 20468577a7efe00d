namespace AwsPrepBot.Engine.Questions;

/// <summary>What makes a multiple-choice question fair: one right option, all explained, none that gives itself away.</summary>
static class ChoiceRules
{
    const int FewestOptions = 2;
    const int MostOptions = 5;

    public static void Check(QuestionDraft question, ChoiceDraft choice, QuestionReport report)
    {
        CheckOptions(choice, report);
        CheckTexts(question, choice, report);
        CheckGiveaways(question, choice, report);
        CheckSum(question, choice, report);
    }

    static void CheckOptions(ChoiceDraft choice, QuestionReport report)
    {
        var options = choice.Options;
        if (options.Count is > 0 and (< FewestOptions or > MostOptions))
            report.Error(choice.Line, $"the choice has {options.Count} option{(options.Count == 1 ? "" : "s")}: it needs {FewestOptions} to {MostOptions}");

        var right = options.Where(option => option.Correct == true).ToList();
        if (right.Count == 0 && options.Count > 0 && options.All(option => option.Correct is not null))
            report.Error(choice.Line, "no option is right: write \"correct: true\" on one");
        foreach (var second in right.Skip(1))
            report.Error(second.Line, "a second option is marked right: exactly one may be");

        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            if (option.Id is { } id)
            {
                if (!QuestionForms.IsOptionId(id.Value))
                    report.Error(id.Line, $"\"{QuestionForms.Cut(id.Value)}\" is no option id: use a letter, for example a");
                if (!ids.Add(id.Value))
                    report.Error(id.Line, $"the option id {QuestionForms.Cut(id.Value)} is there twice: give this option another one");
            }

            if (option.Text is { } text && !texts.Add(QuestionForms.Normalize(text.Value)))
                report.Error(text.Line, $"two options read alike (\"{QuestionForms.Cut(text.Value)}\"): make them differ in more than case and punctuation");
        }
    }

    static void CheckTexts(QuestionDraft question, ChoiceDraft choice, QuestionReport report)
    {
        if (choice.Prompt is { } prompt && report.Fits(prompt, "the choice's prompt", MessageLimits.ChoicePrompt))
        {
            RefuseLetters(prompt, "the choice's prompt", report);
            if (ChoiceTexts.NegatesStem(prompt.Value))
                report.Warning(prompt.Line, "the choice's prompt asks for what is not so: people overlook that, ask for what is so");
        }

        foreach (var option in choice.Options)
        {
            if (option.Text is { } text && report.Fits(text, "an option", MessageLimits.Option))
            {
                if (ChoiceTexts.RefersToAll(text.Value))
                    report.Error(text.Line, $"\"{QuestionForms.Cut(text.Value)}\" refers to the other options: write an option that stands alone");
                RefuseLetters(text, "an option", report);
            }

            if (option.Why is { } why && report.Fits(why, "a why", MessageLimits.Why))
                RefuseLetters(why, "a why", report);
        }

        if (question.Hint is { } hint && hint.Value.Length <= MessageLimits.Hint)
            RefuseLetters(hint, "the hint", report);
    }

    static void RefuseLetters(Located<string> text, string what, QuestionReport report)
    {
        if (ChoiceTexts.Position(text.Value) is { } words)
            report.Error(text.Line, $"{what} says \"{QuestionForms.Cut(words)}\", but options are shuffled: say what the option says instead");
    }

    static void CheckGiveaways(QuestionDraft question, ChoiceDraft choice, QuestionReport report)
    {
        var shown = new List<(Located<string> Text, string What)>();
        if (choice.Prompt is { } prompt)
            shown.Add((prompt, "the choice's prompt"));
        if (question.Hint is { } hint)
            shown.Add((hint, "the hint"));

        var right = choice.Options.Where(option => option.Correct == true).Select(option => option.Text?.Value).OfType<string>().ToList();
        var wrong = choice.Options.Where(option => option.Correct != true).Select(option => option.Text?.Value).OfType<string>().ToList();
        foreach (var (text, what) in shown.Where(entry => entry.Text.Value.Length <= MessageLimits.ChoicePrompt))
        {
            // A stem may name the things to choose from, as long as it names a wrong one too.
            if (right.Any(option => ChoiceTexts.Contains(text.Value, option)) && !wrong.Any(option => ChoiceTexts.Contains(text.Value, option)))
                report.Error(text.Line, $"{what} contains the right option's text, which gives the answer away: reword it");
        }

        shown.AddRange(choice.Options.Select(option => option.Text).OfType<Located<string>>().Select(text => (text, "an option")));
        foreach (var (text, what) in shown.Where(entry => entry.Text.Value.Length <= MessageLimits.ChoicePrompt))
        {
            if (ChoiceTexts.Mark(text.Value) is { } mark)
                report.Error(text.Line, $"{what} says \"{QuestionForms.Cut(mark)}\", which gives the answer away: remove it");
        }
    }

    static void CheckSum(QuestionDraft question, ChoiceDraft choice, QuestionReport report)
    {
        if (choice.Prompt is not { } prompt)
            return;
        var length = MessageLimits.ResultLength(
            prompt.Value,
            choice.Options.Select(option => (option.Text?.Value ?? "", option.Why?.Value ?? "")),
            question.References.Select(reference => reference.Value).MaxBy(reference => reference.Length) ?? "");
        if (length > MessageLimits.Description)
        {
            report.Error(choice.Line,
                $"the result with all options and whys takes up to {length:N0} of the {MessageLimits.Description:N0} characters of a chat message: shorten them by {length - MessageLimits.Description:N0}");
        }
    }
}
