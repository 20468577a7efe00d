using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;
using NodaTime;

namespace AwsPrepBot.Engine.Members;

/// <summary>
/// <c>/prep stats</c>: how one's answers went, for oneself; of others what the board shows anyway, and nothing of those who
/// hide. Topics and levels are told to nobody but the member.
/// </summary>
public sealed class StatsCommand(IMemberStore members, IScoreStore scores, IScheduleStore schedules, TimeProvider time)
{
    /// <summary>More would fill a screen; <c>topics</c> has them all.</summary>
    const int TopicsShown = 10;

    /// <summary>Answers it.</summary>
    public async Task<Card> HandleAsync(ChatRequest request, OptionReader options, CancellationToken cancellationToken)
    {
        var asked = options.Text("member")?.TrimStart('@').Trim();
        if (string.IsNullOrEmpty(asked) || asked.Equals("me", StringComparison.OrdinalIgnoreCase))
            return await OwnAsync(request, cancellationToken);
        var all = await members.AllAsync(request.Team, cancellationToken);
        var found = all.Where(member => member.Id.Value == asked).ToList();
        if (found.Count == 0)
            found = [.. all.Where(member => Words.Name(member.DisplayName).Equals(asked, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [var member] when member.Id == request.Speaker.Member => await OwnAsync(request, cancellationToken),
            [var member] => await OfOtherAsync(request, member, cancellationToken),
            [] => Unknown(asked, all),
            _ => Card.Refusal($"{found.Count} people here are called {Words.Quote(asked)}. The board shows them all."),
        };
    }

    async Task<Card> OwnAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        var attempts = await members.AttemptsAsync(request.Team, request.Speaker.Member, cancellationToken);
        var schedule = await schedules.NearestAsync(request, cancellationToken);
        var zone = schedule?.Settings?.TimeZone ?? DateTimeZone.Utc;
        var today = time.GetToday(zone);
        if (attempts.Count == 0)
            return Card.Plain(["Nothing to show yet: your stats begin when the first question you answered closes. ", Span.Code("/prep today"), " shows the open one."]);

        var statistics = MemberStatistics.Of(attempts, zone, today);
        var blocks = new List<Block>
        {
            new TextBlock($"{Words.Count(statistics.All.Answers, "answer")}, {statistics.All.Percent} % right."),
        };
        if (await StandingAsync(request, request.Speaker.Member, schedule, today, cancellationToken) is { Count: > 0 } standing)
            blocks.Add(new ListBlock(standing));
        if (Advice(statistics) is { } advice)
            blocks.Add(new TextBlock(advice));
        blocks.AddRange(Chart("By level", statistics.ByLevel.Select(level => (level.Level.Word(), level.Accuracy))));
        blocks.AddRange(Chart("By topic", statistics.ByTopic.Take(TopicsShown).Select(topic => (Topics.Name(topic.Topic), topic.Accuracy))));
        if (statistics.ByTopic.Count > TopicsShown)
            blocks.Add(new TextBlock([$"And {Words.Count(statistics.ByTopic.Count - TopicsShown, "more topic")}: ", Span.Code("/prep topics"), "."]));
        blocks.AddRange(Chart("By week", statistics.ByWeek.Select(week => (Words.Day(week.Monday)[4..], week.Accuracy))));
        return new Card { Title = [Span.Strong("Your stats")], Blocks = blocks, Footer = [Span.Dim("Levels, topics and weeks are shown to you alone.")] };
    }

    async Task<Card> OfOtherAsync(ChatRequest request, Member member, CancellationToken cancellationToken)
    {
        var name = Words.Name(member.DisplayName);
        if (member.IsHidden)
            return Card.Refusal([Span.Strong(name), " keeps their results to themselves."]);
        var schedule = await schedules.NearestAsync(request, cancellationToken);
        var standing = await StandingAsync(request, member.Id, schedule, time.GetToday(schedule?.Settings?.TimeZone ?? DateTimeZone.Utc), cancellationToken);
        return standing.Count == 0
            ? Card.Plain([Span.Strong(name), " is not on the board yet."])
            : new Card { Title = [Span.Strong(name)], Blocks = [new ListBlock(standing)] };
    }

    /// <summary>What the board tells of a member; nothing when they are not on it.</summary>
    async Task<IReadOnlyList<RichText>> StandingAsync(
        ChatRequest request, MemberId member, Schedule? schedule, LocalDate today, CancellationToken cancellationToken)
    {
        var lines = new List<RichText>();
        foreach (var (period, name) in new[] { (BoardPeriod.Week, "This week"), (BoardPeriod.All, "All time") })
        {
            // Who reads a board is on it with their place, however far down.
            var board = await scores.BoardAsync(new BoardQuery(request.Team, BoardSpan.Of(period, today), null, null, member), cancellationToken);
            if (board.Leaders.Concat(board.AroundReader).FirstOrDefault(line => line.Member == member) is { Score: var score } place)
                lines.Add($"{name}: place {place.Rank}, {Words.Count(score.Points, "point")}, {score.Right} of {score.Answered} right");
        }

        if (lines.Count > 0 && schedule is not null
            && (await scores.StreaksAsync(request.Team, schedule.Id, today, [member], cancellationToken)).GetValueOrDefault(member) is var days and > 0)
            lines.Add([$"Streak in ", Span.Channel(schedule.Channel), $": {Words.Count(days, "day")}"]);
        return lines;
    }

    static string? Advice(MemberStatistics statistics)
    {
        var (strong, weak) = (Names(statistics.StrongTopics), Names(statistics.WeakTopics));
        var said = new[] { strong.Length > 0 ? $"Strong: {strong}." : "", weak.Length > 0 ? $"Look again at: {weak}." : "" };
        return string.Join(' ', said).Trim() is { Length: > 0 } advice ? advice : null;
    }

    static string Names(IReadOnlyList<string> topics) => Words.List([.. topics.Select(Topics.Name)]);

    static IEnumerable<Block> Chart(string title, IEnumerable<(string Label, Accuracy Accuracy)> rows)
    {
        var shares = rows.Select(row => new Share(row.Label, row.Accuracy.Percent, $"of {row.Accuracy.Answers}")).ToList();
        return shares.Count == 0 ? [] : [new TextBlock([Span.Strong(title)]), new SharesBlock(shares)];
    }

    static Card Unknown(string asked, IReadOnlyList<Member> all)
    {
        // Where people are chosen from a list, their id comes, which tells its reader nothing.
        if (asked.All(char.IsAsciiDigit))
            return Card.Plain("That person has not answered anything here yet.");
        // Who hides is not offered: a guess must not find them.
        var names = all.Where(member => !member.IsHidden).Select(member => Words.Name(member.DisplayName)).ToList();
        return Card.Refusal($"Nobody called {Words.Quote(asked)} has answered here. "
            + (Nearest.Match(asked, names) is { } match ? $"Did you mean {match}?" : "Use the name that the board shows."));
    }
}
