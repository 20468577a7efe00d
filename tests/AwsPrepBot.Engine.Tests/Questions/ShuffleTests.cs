using AwsPrepBot.Engine.Questions;
using CsCheck;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class ShuffleTests
{
    static readonly string[] Options = ["a", "b", "c", "d"];

    /// <summary>The numbers come from an implementation in another language.</summary>
    [Fact]
    public void The_order_is_the_same_for_ever_on_every_machine()
    {
        Assert.Equal(13085523705170770102UL, Shuffle.Hash(42, "s3-versioning"));
        Assert.Equal(5094250362039586530UL, Shuffle.Hash(-1, "Größe"));
        Assert.Equal(-8078011791334772386L, Shuffle.Combine(42, 2));
        Assert.Equal("dbac", string.Concat(Shuffle.Order(Options, 7, option => option)));
    }

    [Fact]
    public void An_order_holds_every_item_once_and_does_not_depend_on_the_order_given() =>
        Gen.Select(Gen.Long, Gen.Char['a', 'z'].HashSet[0, 20], Gen.Int).Sample((seed, letters, turn) =>
        {
            var items = letters.Select(letter => letter.ToString()).ToList();
            var ordered = Shuffle.Order(items, seed, item => item);
            var turned = items.OrderBy(item => Shuffle.Hash(turn, item)).ToList();

            Assert.Equal(items.Order(), ordered.Order());
            Assert.Equal(ordered, Shuffle.Order(turned, seed, item => item));
        });

    [Fact]
    public void Taking_an_item_away_leaves_the_order_of_the_others() =>
        Gen.Select(Gen.Long, Gen.Int[0, 3]).Sample((seed, gone) =>
            Assert.Equal(
                Shuffle.Order(Options, seed, option => option).Where(option => option != Options[gone]),
                Shuffle.Order([.. Options.Where(option => option != Options[gone])], seed, option => option)));

    [Fact]
    public void Every_order_of_four_options_comes_about_equally_often_even_for_seeds_in_a_row()
    {
        var counts = Enumerable.Range(0, 24_000)
            .GroupBy(seed => string.Concat(Shuffle.Order(Options, seed, option => option)))
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1150));
    }

    [Fact]
    public void Shuffling_options_never_changes_which_one_is_right() =>
        Gen.Select(Gen.Long, Gen.Int[2, 5], Gen.Int[0, 4]).Where(t => t.Item3 < t.Item2).Sample((seed, count, right) =>
        {
            QuestionOption[] options = [.. Enumerable.Range(0, count).Select(number => new QuestionOption($"{(char)('a' + number)}", $"text {number}", number == right, $"why {number}"))];

            var shuffled = Shuffle.Order(options, seed, option => option.Id);

            Assert.Equal(options[right], Assert.Single(shuffled, option => option.Correct));
            Assert.Equal(options, shuffled.OrderBy(option => option.Id, StringComparer.Ordinal));
        });
}
