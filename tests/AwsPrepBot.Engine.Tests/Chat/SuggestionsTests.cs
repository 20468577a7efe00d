using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.TestKit;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NodaTime;

namespace AwsPrepBot.Engine.Tests.Chat;

/// <summary>What is offered while a person types; every offer is a value that the command takes.</summary>
public sealed class SuggestionsTests
{
    static readonly LocalDate Today = new(2026, 11, 24);

    static readonly Suggestions Subject = new(
        new CurrentBank(new QuestionBank(new[] { "s3", "ec2", "ecs", "s3", "route53", "systems-manager" }.Select((topic, index) => Builders.Question($"q{index}", topic: topic)))),
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)));

    static IReadOnlyList<string> Setup(string option, string partial) => Subject.Suggest("setup", option, partial);

    [Fact]
    public void Topics_come_with_the_most_questions_first_and_then_by_what_is_typed()
    {
        Assert.Equal(["s3", "ec2", "ecs", "route53", "systems-manager"], Setup("topic", ""));
        Assert.Equal(["ec2", "ecs"], Setup("topic", "EC"));
        Assert.Equal(["route53"], Setup("topic", "Route 5"));
        Assert.Equal(["systems-manager"], Setup("topic", "manager"));
        Assert.Equal(["all"], Setup("topic", "al"));
    }

    [Fact]
    public void A_question_is_found_by_its_id_and_by_its_words()
    {
        Assert.Equal(6, Subject.Suggest("report", "question", "").Count);
        Assert.Equal(["q3"], Subject.Suggest("report", "question", "Q3"));
        Assert.Equal(["q4"], Subject.Suggest("report", "question", "about q4"));
        Assert.Empty(Subject.Suggest("report", "reason", "q"));
    }

    [Fact]
    public void A_mistyped_topic_finds_the_nearest() => Assert.Equal(["route53"], Setup("topic", "ruote53"));

    [Theory]
    [InlineData("Berl", "Europe/Berlin")]
    [InlineData("new y", "America/New_York")]
    [InlineData("europe/lon", "Europe/London")]
    [InlineData("Kolkata", "Asia/Kolkata")]
    [InlineData("utc", "UTC")]
    [InlineData("Berlln", "Europe/Berlin")]
    public void A_zone_is_found_by_its_city_or_its_name(string typed, string zone) => Assert.Equal(zone, Setup("timezone", typed)[0]);

    [Fact]
    public void With_nothing_typed_zones_are_those_where_most_people_live()
    {
        Assert.Equal(Suggestions.Most, Setup("timezone", "").Count);
        Assert.Contains("Europe/Berlin", Setup("timezone", ""));
    }

    [Theory]
    [InlineData("", "07:00")]
    [InlineData("9", "09:00")]
    [InlineData("09", "09:00")]
    [InlineData("14:3", "14:30")]
    [InlineData("8.20", "08:20")]
    [InlineData("23", "23:00")]
    [InlineData("0", "00:00")]
    public void Times_are_completed(string typed, string first) => Assert.Equal(first, Setup("time", typed)[0]);

    [Theory]
    [InlineData("", "mon-fri")]
    [InlineData("d", "daily")]
    [InlineData("w", "weekends")]
    [InlineData("mon, wed, f", "mon,wed,fri")]
    [InlineData("tue-s", "tue-sat")]
    public void Days_are_completed(string typed, string first) => Assert.Equal(first, Setup("days", typed)[0]);

    [Theory]
    [InlineData("", "23h")]
    [InlineData("6", "6h")]
    [InlineData("1h30m", "1h30m")]
    [InlineData("30", "30h")]
    public void Spans_get_their_unit(string typed, string first) => Assert.Equal(first, Setup("open-for", typed)[0]);

    [Theory]
    [InlineData("", "1d")]
    [InlineData("5", "5d")]
    [InlineData("2026-12-2", "2026-12-20")]
    [InlineData("2026-11", "2026-11-26")]
    public void Dates_and_numbers_of_days_are_completed(string typed, string first) => Assert.Equal(first, Subject.Suggest("pause", "until", typed)[0]);

    [Theory]
    [InlineData("setup", "level")]
    [InlineData("setup", "until")]
    [InlineData("nothing", "topic")]
    [InlineData("", "")]
    public void An_option_the_command_lacks_or_that_has_choices_gets_none(string command, string option) => Assert.Empty(Subject.Suggest(command, option, ""));

    [Fact]
    public void Whatever_is_typed_each_suggestion_is_short_single_and_taken_by_the_command() => Gen.Select(
        Gen.Int[0, 5], Gen.OneOf(Gen.String[Gen.Char["0123456789:.,- /hdmonfriwe_AZ\u202E*<@"], 0, 20], Gen.String[0, 200])).Sample((which, typed) =>
        {
            string[] options = ["topic", "timezone", "time", "days", "open-for", "until"];
            var option = options[which];
            var suggested = option == "until" ? Subject.Suggest("pause", option, typed) : Setup(option, typed);
            Assert.True(suggested.Count <= Suggestions.Most);
            Assert.Equal(suggested.Distinct(), suggested);
            Assert.All(suggested, value => Assert.True(value.Length is > 0 and <= Suggestions.Longest && IsTaken(option, value), value));
        }, iter: 2000);

    [Fact]
    public void A_flood_of_text_is_no_more_work_than_a_word()
    {
        foreach (var option in CommandCatalog.Find("setup")!.Options)
            Assert.True(Setup(option.Name, new string('a', 4_000_000)).Count <= Suggestions.Most);
    }

    [Fact]
    public void Every_option_with_suggestions_is_one_that_is_typed()
    {
        var typed = CommandCatalog.All.SelectMany(command => command.Options).Where(option => Suggestions.Has(option.Name)).ToList();
        Assert.Equal(["days", "open-for", "question", "time", "timezone", "topic", "until"], typed.Select(option => option.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(typed, option => Assert.Null(option.Choices));
    }

    static bool IsTaken(string option, string value) => option switch
    {
        "topic" => value is "all" or "s3" or "ec2" or "ecs" or "route53" or "systems-manager",
        "timezone" => SettingReader.Zone(value).Problem is null,
        "time" => SettingReader.Time(value).Problem is null,
        "days" => SettingReader.Days(value).Problem is null,
        "open-for" => SettingReader.OpenFor(value).Problem is null,
        _ => SettingReader.Until(value, Today).Problem is null,
    };
}
