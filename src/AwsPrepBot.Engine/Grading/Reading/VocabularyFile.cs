using AwsPrepBot.Engine.Questions;

namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>Reads <c>grading/aliases.yaml</c>: text in, vocabulary and findings out. Pure, thread-safe, never throws because of the text.</summary>
static class VocabularyFile
{
    const string Names = "names";
    const string Words = "words";
    const string Opposites = "opposites";
    const string Confusables = "confusables";

    static readonly string[] Keys = [Names, Words, Opposites, Confusables];

    /// <param name="path">Shown in findings as it is.</param>
    /// <param name="text">The whole file.</param>
    public static (Vocabulary Vocabulary, IReadOnlyList<Finding> Findings) Read(string path, string text)
    {
        var findings = new List<Finding>();
        void Report(int line, string message) => findings.Add(new(path, line, null, Severity.Error, message));

        var (roots, _) = YamlTree.Read(text, Report);
        if (roots is not [YamlMapping root])
        {
            if (findings.Count == 0)
                Report(1, $"the file must have the keys {string.Join(", ", Keys)}, each with its entries indented below it");
            return (Vocabulary.Empty, findings);
        }

        var reading = new Reading(root, Report);
        return (new(reading.Terms(Names), reading.Terms(Words), reading.Groups(Opposites), reading.Groups(Confusables)), findings);
    }

    sealed class Reading
    {
        readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
        readonly Dictionary<string, string> _claimed = new(StringComparer.Ordinal);
        readonly Action<int, string> _report;

        public Reading(YamlMapping root, Action<int, string> report)
        {
            _report = report;
            foreach (var (key, value) in root.Entries)
            {
                if (!Keys.Contains(key.Value))
                    report(key.Line, $"\"{QuestionForms.Cut(key.Value)}\" is no key of this file: the keys are {string.Join(", ", Keys)}");
                else if (!_values.TryAdd(key.Value, value))
                    report(key.Line, $"\"{key.Value}\" is there twice: keep one");
            }
        }

        public Dictionary<string, IReadOnlyList<string>> Terms(string key)
        {
            var terms = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            if (!_values.TryGetValue(key, out var node))
                return terms;
            if (node is not YamlMapping mapping)
            {
                _report(node.Line, $"\"{key}\" must hold lines such as \"security group: [SG, sec group]\"");
                return terms;
            }

            foreach (var (term, forms) in mapping.Entries)
            {
                if (terms.ContainsKey(term.Value))
                {
                    _report(term.Line, $"\"{term.Value}\" is there twice: keep one");
                    continue;
                }

                Claim(term, term.Value);
                terms.Add(term.Value, Texts(forms, key, form => Claim(form, term.Value)));
            }

            return terms;
        }

        public List<IReadOnlyList<string>> Groups(string key)
        {
            if (!_values.TryGetValue(key, out var node))
                return [];
            if (node is not YamlSequence sequence)
            {
                _report(node.Line, $"\"{key}\" must be a list of lists, for example \"- [stateful, stateless]\"");
                return [];
            }

            var groups = new List<IReadOnlyList<string>>();
            foreach (var item in sequence.Items)
            {
                var group = Texts(item, key, _ => { });
                if (group.Count < 2 && item is YamlSequence)
                    _report(item.Line, $"a group of \"{key}\" needs two members at least");
                groups.Add(group);
            }

            return groups;
        }

        List<string> Texts(YamlNode node, string key, Action<YamlScalar> each)
        {
            if (node is not YamlSequence sequence)
            {
                if (node is not YamlRefused)
                    _report(node.Line, $"an entry of \"{key}\" must be a list in brackets, for example [SG, sec group]");
                return [];
            }

            var texts = new List<string>();
            foreach (var item in sequence.Items)
            {
                if (item is YamlScalar scalar && Lexer.Read(scalar.Value, Vocabulary.Empty).Count > 0)
                {
                    texts.Add(scalar.Value);
                    each(scalar);
                }
                else if (item is not YamlRefused)
                {
                    _report(item.Line, $"an entry of \"{key}\" must be a text with a letter or digit in it");
                }
            }

            return texts;
        }

        /// <summary>A way of writing belongs to one term.</summary>
        void Claim(YamlScalar form, string term)
        {
            var read = string.Join(' ', Lexer.Read(form.Value, Vocabulary.Empty).Select(lexeme => PorterStemmer.Stem(lexeme.Text)));
            if (!_claimed.TryAdd(read, term) && _claimed[read] != term)
                _report(form.Line, $"\"{QuestionForms.Cut(form.Value)}\" already belongs to \"{_claimed[read]}\": a way of writing can mean one term only");
        }
    }
}
