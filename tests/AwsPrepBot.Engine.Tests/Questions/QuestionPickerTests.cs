using AwsPrepBot.Engine.Questions;
using CsCheck;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class QuestionPickerTests
{
    static readonly BankFilter Any = new();

    [Fact]
    public void Nothing_is_picked_when_nothing_matches()
    {
        Assert.Null(QuestionPicker.Pick(new QuestionBank([]), Any, 1, []));
        Assert.Null(QuestionPicker.Pick(Bank("a"), new BankFilter(Level.Architect), 1, []));
        Assert.Empty(QuestionPicker.Upcoming(Bank("a"), new BankFilter(Topic: "none"), 1, [], 5));
    }

    [Fact]
    public void Only_what_matches_is_picked()
    {
        var bank = new QuestionBank([Make("a"), Make("b", Level.Senior), Make("c", topic: "vpc"), Make("d", choice: false)]);

        Assert.Equal(["b"], Run(bank, 3, filter: new(Level.Senior)).Select(picked => picked.Question.Id.Value).Distinct());
        Assert.Equal(["c"], Run(bank, 3, filter: new(Topic: "vpc")).Select(picked => picked.Question.Id.Value).Distinct());
        Assert.Equal(["a", "b", "c"], Run(bank, 9, filter: new(ChoiceOnly: true)).Select(picked => picked.Question.Id.Value).Distinct().Order());
    }

    [Fact]
    public void The_first_cycle_counts_down_and_the_second_says_review()
    {
        var picks = Run(Bank("a", "b", "c"), 5);

        Assert.Equal([(1, 2, false), (1, 1, false), (1, 0, false), (2, 2, true), (2, 1, true)],
            picks.Select(picked => (picked.Cycle, picked.LeftAfter, picked.IsReview)));
    }

    [Fact]
    public void A_question_added_later_joins_the_cycle_under_way_and_is_no_review()
    {
        var history = Run(Bank("a", "b", "c"), 4).Select(picked => new AskedQuestion(picked.Question.Id, picked.Cycle, null)).ToList();

        var rest = QuestionPicker.Upcoming(Bank("a", "b", "c", "d"), Any, 1, history, 3);

        Assert.Equal(2, rest[0].Cycle);
        Assert.Equal(2, rest[0].LeftAfter);
        var added = Assert.Single(rest, picked => picked.Question.Id.Value == "d");
        Assert.False(added.IsReview);
        Assert.All(rest, picked => Assert.Equal(2, picked.Cycle));
    }

    [Fact]
    public void From_the_second_cycle_on_what_was_missed_comes_first_and_the_worst_before_all()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => $"q{number:00}")];
        AskedQuestion[] history = [.. ids.Select((id, number) => new AskedQuestion(new(id), 1, number switch { 3 => 0.5, 4 => 0.49, 5 => 1.0, 6 => 0.75, _ => null }))];

        var cycle = QuestionPicker.Upcoming(Bank(ids), Any, 1, history, 20);

        Assert.Equal(["q05", "q06", "q03"], cycle.Take(3).Select(picked => picked.Question.Id.Value));
        Assert.Equal(2, cycle[19].Cycle);
    }

    [Fact]
    public void What_was_missed_once_and_known_later_is_no_longer_ahead()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => $"q{number:00}")];
        IEnumerable<AskedQuestion> Cycle(int cycle, double missed, double? other) =>
            ids.Select((id, number) => new AskedQuestion(new(id), cycle, number == 5 ? missed : number == 6 ? other : null));

        var third = QuestionPicker.Upcoming(Bank(ids), Any, 1, [.. Cycle(1, 1.0, 0.9), .. Cycle(2, 0.0, null)], 20);

        Assert.Equal("q06", third[0].Question.Id.Value);
        Assert.Equal(
            Shuffle.Order([.. ids.Where(id => id != "q06")], Shuffle.Combine(1, 3), id => id).First(id => string.CompareOrdinal(id, "q13") < 0),
            third[1].Question.Id.Value);
    }

    [Fact]
    public void Related_questions_wait_until_seven_others_were_asked()
    {
        string[] ids = [.. Enumerable.Range(0, 12).Select(number => $"q{number:00}")];
        for (var seed = 0; seed < 200; seed++)
        {
            var bank = new QuestionBank(ids.Select(id => Make(id, related: id == "q00" ? ["q01"] : [])));
            var order = Run(bank, 12, seed).Select(picked => picked.Question.Id.Value).ToList();

            Assert.True(Math.Abs(order.IndexOf("q00") - order.IndexOf("q01")) > QuestionPicker.Apart || order.IndexOf("q00") == 11 || order.IndexOf("q01") == 11,
                string.Join(' ', order));
        }
    }

    [Fact]
    public void When_only_related_questions_are_left_the_one_asked_about_longest_ago_comes()
    {
        var bank = new QuestionBank([Make("a", related: ["c"]), Make("b", related: ["d"]), Make("c"), Make("d")]);

        AskedQuestion[] history = [new(new("a"), 1, null), new(new("b"), 1, null)];

        for (var seed = 0; seed < 50; seed++)
            Assert.Equal("c", QuestionPicker.Pick(bank, Any, seed, history)!.Question.Id.Value);
    }

    [Fact]
    public void The_last_question_of_a_cycle_is_not_the_first_of_the_next_even_when_it_was_missed()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var bank = new QuestionBank([Make("a", related: ["b"]), Make("b")]);
            AskedQuestion[] history = [new(new("a"), 1, 0.5), new(new("b"), 1, 1.0)];

            Assert.Equal("a", QuestionPicker.Pick(bank, Any, seed, history)!.Question.Id.Value);
        }

        Assert.Equal("a", QuestionPicker.Pick(Bank("a"), Any, 1, [new(new("a"), 1, null)])!.Question.Id.Value);
    }

    [Fact]
    public void A_removed_question_does_no_harm()
    {
        AskedQuestion[] history = [new(new("gone"), 1, 1.0), new(new("gone-too"), 2, null)];

        var picked = QuestionPicker.Pick(Bank("a", "b"), Any, 1, history)!;

        Assert.Equal((2, 1, false), (picked.Cycle, picked.LeftAfter, picked.IsReview));
    }

    [Fact]
    public void Removed_questions_do_not_count_between_related_ones()
    {
        var bank = new QuestionBank([Make("a", related: ["b"]), Make("b"), Make("c")]);
        AskedQuestion[] history = [new(new("a"), 1, null), .. Enumerable.Range(0, 7).Select(number => new AskedQuestion(new($"gone{number}"), 1, null))];

        for (var seed = 0; seed < 50; seed++)
            Assert.Equal("c", QuestionPicker.Pick(bank, Any, seed, history)!.Question.Id.Value);
    }

    [Fact]
    public void Schedules_with_other_seeds_have_other_orders()
    {
        string[] ids = [.. Enumerable.Range(0, 20).Select(number => $"q{number:00}")];

        Assert.Equal(100, Enumerable.Range(0, 100).Select(seed => string.Join(' ', Run(Bank(ids), 20, seed).Select(picked => picked.Question.Id))).Distinct().Count());
    }

    /// <summary>A schedule's life: posts, among which the bank gains and loses questions.</summary>
    static readonly Gen<(long Seed, int Start, (int Post, int Change)[] Steps, int Links)> Lives =
        Gen.Select(Gen.Long, Gen.Int[1, 12], Gen.Select(Gen.Int[0, 3], Gen.Int[-2, 2]).Array[1, 40], Gen.Int[0, 6]);

    [Fact]
    public void However_the_bank_changes_nothing_is_repeated_before_all_that_is_there_was_asked() =>
        Lives.Sample((seed, start, steps, links) =>
        {
            var present = Enumerable.Range(0, start).ToList();
            var next = start;
            var history = new List<AskedQuestion>();
            foreach (var (posts, change) in steps)
            {
                for (var post = 0; post < posts; post++)
                {
                    var bank = Linked(present, links);
                    var picked = QuestionPicker.Pick(bank, Any, seed, history)!;
                    var cycleBefore = history.Count == 0 ? 1 : history.Max(asked => asked.Cycle);
                    var askedInCycle = history.Where(asked => asked.Cycle == cycleBefore).Select(asked => asked.Id).ToHashSet();
                    var left = bank.All.Where(question => !askedInCycle.Contains(question.Id)).ToList();

                    if (left.Count > 0)
                    {
                        Assert.Equal(cycleBefore, picked.Cycle);
                        Assert.Contains(picked.Question, left);
                        Assert.Equal(left.Count - 1, picked.LeftAfter);
                    }
                    else
                    {
                        Assert.Equal(cycleBefore + 1, picked.Cycle);
                    }

                    Assert.Equal(history.Exists(asked => asked.Id == picked.Question.Id), picked.IsReview);
                    history.Add(new(picked.Question.Id, picked.Cycle, (picked.Question.Id.Value.Length + post) % 3 / 2.0));
                }

                for (var added = 0; added < change; added++)
                    present.Add(next++);
                for (var removed = 0; removed > change && present.Count > 1; removed--)
                    present.RemoveAt((int)((ulong)seed % (ulong)present.Count));
            }

            Assert.All(history.GroupBy(asked => (asked.Cycle, asked.Id)), group => Assert.Single(group));
        });

    [Fact]
    public void Every_question_is_asked_once_in_every_cycle() =>
        Gen.Select(Gen.Long, Gen.Int[1, 15], Gen.Int[0, 6]).Sample((seed, size, links) =>
        {
            var bank = Linked([.. Enumerable.Range(0, size)], links);
            var picks = Run(bank, size * 3, seed);

            for (var cycle = 0; cycle < 3; cycle++)
                Assert.Equal(bank.All.Select(question => question.Id.Value).Order(), picks.Skip(cycle * size).Take(size).Select(picked => picked.Question.Id.Value).Order());
            Assert.All(picks.Index(), pick => Assert.Equal((pick.Index / size) + 1, pick.Item.Cycle));
        });

    [Fact]
    public void Related_questions_are_apart_whenever_something_else_could_be_asked() =>
        Gen.Select(Gen.Long, Gen.Int[1, 20], Gen.Int[0, 12], Gen.Int[1, 60]).Sample((seed, size, links, count) =>
        {
            var bank = Linked([.. Enumerable.Range(0, size)], links);
            var asked = new List<AskedQuestion>();
            foreach (var picked in Run(bank, count, seed))
            {
                var lately = asked.TakeLast(QuestionPicker.Apart).Select(entry => entry.Id).ToList();
                if (lately.Exists(id => bank.AreRelated(id, picked.Question.Id)))
                {
                    var inCycle = asked.Where(entry => entry.Cycle == picked.Cycle).Select(entry => entry.Id).ToHashSet();
                    var tooFresh = asked.TakeLast(Math.Min(QuestionPicker.Apart, size / 2)).Select(entry => entry.Id).ToHashSet();
                    Assert.DoesNotContain(bank.All, question => !inCycle.Contains(question.Id) && !tooFresh.Contains(question.Id)
                        && !lately.Exists(id => bank.AreRelated(id, question.Id)));
                }

                if (size > 1 && asked.Count > 0)
                    Assert.NotEqual(asked[^1].Id, picked.Question.Id);
                asked.Add(new(picked.Question.Id, picked.Cycle, null));
            }
        });

    [Fact]
    public void What_is_upcoming_is_what_is_then_picked() =>
        Gen.Select(Gen.Long, Gen.Int[1, 12], Gen.Int[0, 20], Gen.Int[0, 6]).Sample((seed, size, before, count) =>
        {
            var bank = Linked([.. Enumerable.Range(0, size)], 3);
            var all = Run(bank, before + count, seed);
            AskedQuestion[] history = [.. all.Take(before).Select(picked => new AskedQuestion(picked.Question.Id, picked.Cycle, null))];

            Assert.Equal(all.Skip(before), QuestionPicker.Upcoming(bank, Any, seed, history, count));
        });

    static List<Picked> Run(QuestionBank bank, int count, long seed = 1, BankFilter? filter = null)
    {
        var history = new List<AskedQuestion>();
        var picks = new List<Picked>();
        for (var number = 0; number < count; number++)
        {
            var picked = QuestionPicker.Pick(bank, filter ?? Any, seed, history)!;
            picks.Add(picked);
            history.Add(new(picked.Question.Id, picked.Cycle, null));
        }

        return picks;
    }

    /// <summary>Some questions of which the first few name their neighbour as related.</summary>
    static QuestionBank Linked(IReadOnlyList<int> numbers, int links) =>
        new(numbers.Select(number => Make($"q{number}", related: number < links ? [$"q{number + 1}"] : [])));

    static QuestionBank Bank(params string[] ids) => new(ids.Select(id => Make(id)));

    static Question Make(string id, Level level = Level.Junior, string topic = "s3", string[]? related = null, bool choice = true) => new()
    {
        Id = new(id),
        Level = level,
        Topics = [topic],
        Prompt = "?",
        Choice = choice ? new("?", [new("a", "x", true, "y"), new("b", "z", false, "y")]) : null,
        References = [new("https://docs.aws.amazon.com/")],
        Reviewed = new LocalDate(2026, 11, 20),
        Related = [.. (related ?? []).Select(other => new QuestionId(other))],
    };
}
