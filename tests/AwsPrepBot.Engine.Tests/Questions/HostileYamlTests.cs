using System.Diagnostics;
using System.Text;
using AwsPrepBot.Engine.Questions;
using CsCheck;
using static AwsPrepBot.Engine.Tests.Questions.QuestionTexts;

namespace AwsPrepBot.Engine.Tests.Questions;

public sealed class HostileYamlTests
{
    [Fact]
    public void A_bomb_of_aliases_is_refused_and_never_expanded()
    {
        var bomb = new StringBuilder("- a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var level = 1; level < 30; level++)
            bomb.Append($"  a{level}: &a{level} [").AppendJoin(", ", Enumerable.Repeat($"*a{level - 1}", 9)).Append("]\n");

        var findings = Load(bomb.ToString()).Findings;

        Assert.Contains(findings, finding => finding is { Line: 1, Message: "the anchor &a0 is not read: remove it and write the text out where it is needed" });
        Assert.Contains(findings, finding => finding is { Line: 2, Message: "the alias *a0 is not read: write the text out" });
        Assert.True(findings.Count <= QuestionBankLoader.MostFindings + 1);
    }

    [Fact]
    public void Anchors_without_end_end_the_reading()
    {
        var (findings, took) = Timed(string.Concat(Enumerable.Repeat("- &a --\n", 100_000)));

        Assert.Equal(QuestionBankLoader.MostFindings + 1, findings.Count);
        Assert.True(took < TimeSpan.FromSeconds(30), $"took {took}");
    }

    [Fact]
    public void An_alias_in_place_of_a_text_is_named_once()
    {
        var findings = Load(With("why: That is how", "why: &w That is how").Replace("hint: Think of the undo list of an editor.", "hint: *w", StringComparison.Ordinal)).Findings;

        Assert.Equal(
            ["the anchor &w is not read: remove it and write the text out where it is needed", "the alias *w is not read: write the text out"],
            findings.Select(finding => finding.Message));
    }

    [Fact]
    public void A_merge_key_and_a_tag_are_refused()
    {
        var findings = Load(With("hint: Think", "hint: !!python/object Think").TrimEnd('\n') + "\n  <<: {prompt: other}\n").Findings;

        Assert.Contains(findings, finding => finding.Message.StartsWith("the tag ", StringComparison.Ordinal) && finding.Line == 26);
        Assert.Contains(findings, finding => finding.Message.StartsWith("\"<<\" is no key of a question", StringComparison.Ordinal) && finding.Line == 30);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("[{")]
    public void Deep_nesting_is_refused_before_it_costs_anything(string opening)
    {
        var text = new StringBuilder().Insert(0, opening, 900_000 / opening.Length).ToString();

        var (findings, took) = Timed(text);

        Assert.StartsWith("lists and keys are nested more than 12 deep", findings[0].Message);
        Assert.True(took < TimeSpan.FromSeconds(30), $"took {took}");
    }

    [Fact]
    public void Ten_megabytes_are_not_even_parsed()
    {
        var (findings, took) = Timed(new string('x', 10_000_000));

        Assert.Equal("the file has 10,000,000 characters: split it, a question file may have 1,000,000", Assert.Single(findings).Message);
        Assert.True(took < TimeSpan.FromSeconds(1), $"took {took}");
    }

    [Theory]
    [InlineData("- {}\n")]
    [InlineData("- zebra: 1\n")]
    [InlineData("- &a *a\n")]
    [InlineData("'")]
    [InlineData("[a,")]
    [InlineData("- |\n x\n")]
    [InlineData("a: b\n")]
    [InlineData("- id: a\n  related: [b, b, b, b, b, b, b, b]\n")]
    [InlineData("%TAG ! tag:x,2000:\n")]
    [InlineData("--- ")]
    [InlineData("\0")]
    public void A_long_file_of_rubbish_gives_a_short_list_of_findings_in_a_short_time(string line)
    {
        var text = new StringBuilder().Insert(0, line, 900_000 / line.Length).ToString();

        var (findings, took) = Timed(text);

        Assert.NotEmpty(findings);
        Assert.True(findings.Count <= QuestionBankLoader.MostFindings + 1, $"{findings.Count} findings");
        Assert.True(took < TimeSpan.FromSeconds(30), $"took {took}");
    }

    [Fact]
    public void Findings_left_out_are_counted()
    {
        var findings = Load(new StringBuilder().Insert(0, "- words\n", 250).ToString()).Findings;

        Assert.Equal(101, findings.Count);
        Assert.Equal("150 more findings in this file are not shown: mend these first", findings[^1].Message);
    }

    [Fact]
    public void A_bidirectional_override_or_control_character_is_refused()
    {
        Assert.Contains("cannot be seen", OnlyFinding(With("Think of", "\"Think \\u202Eof")
            .Replace("undo list of an editor.", "undo list of an editor.\"", StringComparison.Ordinal)).Message);
        Assert.Contains("cannot be seen", OnlyFinding(With("hint: Think of the undo list of an editor.", "hint: \"Think \\a\"")).Message);
    }

    [Fact]
    public void No_text_however_broken_makes_the_loader_throw()
    {
        var fragment = Gen.OneOf(
            "- ", "id: ", "id", ": ", "\n", "\n  ", "\n    ", "\t", "{", "}", "[", "]", ",", "&a ", "*a", "!!str ", "!", "!<", "%YAML 1.1\n", "%", "---", "...",
            "|\n", ">-\n", "\"", "'", "\\", "\\u12", "\\x", "# ", "? ", "@", "`", "~", "choice:", "options:", "rubric:", "weight: 1e999", "reviewed: 2026-11-20",
            "references: [https://[::1]:99999]", "\0", "\uFEFF", "\u2028", "\uD800", "é", "<<: *a", "level: mid", "text", "\r", "\r\n");
        fragment.Array[0, 60].Select(parts => string.Concat(parts)).Sample(NeverThrows, iter: 4_000);
    }

    [Fact]
    public void No_damage_to_a_good_file_makes_the_loader_throw()
    {
        var damage = Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Int[0, 12], Gen.String[0, 6]);
        damage.Array[1, 4]
            .Select(places => places.Aggregate(Good, (text, place) =>
            {
                var at = Math.Min(place.Item1, text.Length);
                return text[..at] + place.Item3 + text[Math.Min(text.Length, at + place.Item2)..];
            }))
            .Sample(NeverThrows, iter: 4_000);
    }

    static void NeverThrows(string text)
    {
        var loaded = Load(text);
        Assert.Equal(loaded.Bank is null, loaded.HasErrors);
        Assert.NotEqual(0, loaded.Bank?.All.Count);
        Assert.All(loaded.Findings, finding => Assert.DoesNotContain('\n', finding.ToString()));
    }

    static (IReadOnlyList<Finding> Findings, TimeSpan Took) Timed(string text)
    {
        var started = Stopwatch.GetTimestamp();
        var findings = Load(text).Findings;
        return (findings, Stopwatch.GetElapsedTime(started));
    }
}
