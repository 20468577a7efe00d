using AwsPrepBot.Engine.Members;
using AwsPrepBot.Engine.Questions;
using AwsPrepBot.Engine.Quizzes;
using AwsPrepBot.Engine.Reports;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Engine.Schedules;
using AwsPrepBot.Engine.Scores;

namespace AwsPrepBot.Engine.Chat;

/// <summary>Leads every act to its handler. Unknown words and options end here, and so does who may do what.</summary>
public sealed class PrepCommands(
    TodayCommand today, LeaderboardCommand leaderboard, ScheduleCommand schedule, SetupCommand setup, PauseCommand pause,
    ResumeCommand resume, PostCommand post, CloseCommand close, AnswerHandler answer, WriteHandler write, HintHandler hint,
    ReportCommand report, ReportsCommand reports, ReportNews news, StatsCommand stats, TopicsCommand topics, AwayCommand away,
    PrivacyCommand privacy, QuizCommand quiz, MockCommand mock, PrivateQuizzes quizzes, ChannelQuizzes channelQuizzes,
    QuizPresses quizPresses, Admins admins)
{
    internal async Task<Card?> HandleAsync(ChatRequest request, CancellationToken cancellationToken) => request.Input switch
    {
        CommandInput input => await HandleAsync(request, input, cancellationToken),
        PressInput press => ActionId.Parse(press.ActionId) switch
        {
            { IsForAdmins: true } when !admins.Include(request) => Admins.Refusal,
            ActionId.Answer action => await answer.HandleAsync(request, action, cancellationToken),
            ActionId.Write action => await write.PressAsync(request, action, cancellationToken),
            ActionId.Hint action => await hint.HandleAsync(request, action, cancellationToken),
            QuizAction action => await quizPresses.HandleAsync(request, action, cancellationToken),
            ActionId.Forget action => await privacy.ForgetAsync(request, action, cancellationToken),
            ActionId.UndoSetup action => await setup.UndoAsync(request, action, cancellationToken),
            ActionId.ReportQuestion action => await report.FormAsync(request, action, cancellationToken),
            ActionId.ReportWork action => await reports.HandleAsync(request, action, cancellationToken),
            _ => AnswerHandler.UnknownQuestion(),
        },
        FormInput form => ActionId.Parse(form.ActionId) switch
        {
            { IsForAdmins: true } when !admins.Include(request) => Admins.Refusal,
            ActionId.ReportQuestion action => await report.HandleAsync(request, action, form.Text, cancellationToken),
            ActionId.RejectReport action => await reports.RejectAsync(request, action, form.Text, cancellationToken),
            ActionId.Write action => await write.SubmitAsync(request, action, form.Text, cancellationToken),
            QuizAction action => await quizPresses.HandleAsync(request, action, form.Text, cancellationToken),
            _ => Card.Refusal(["That form belongs to no question here. ", Span.Code("/prep today"), " shows the one that is open."]),
        },
        _ => throw new InvalidOperationException($"unknown input {request.Input.GetType()}"),
    };

    async Task<Card?> HandleAsync(ChatRequest request, CommandInput input, CancellationToken cancellationToken)
    {
        if (input.Name.Length == 0)
            return HelpCard.Make();
        if (CommandCatalog.Find(input.Name) is not { } command)
            return Unknown(input.Name);
        input = OptionReader.TakeWords(command, input);
        if (OptionReader.Check(command, input) is { } problem)
            return problem;
        if (command.IsForAdmins && !admins.Include(request))
            return Admins.Refusal;
        var options = new OptionReader(command, input);
        return command.Name switch
        {
            "today" => await quizzes.WithOfferAsync(request, await news.AddToAsync(await today.HandleAsync(request, cancellationToken), request, cancellationToken), cancellationToken),
            "quiz" => await quiz.HandleAsync(request, options, cancellationToken),
            "mock" => await mock.HandleAsync(request, options, cancellationToken),
            "review" => await quizzes.ReviewAsync(request, new QuizAction.Review(), cancellationToken),
            "leaderboard" => await leaderboard.HandleAsync(request, options, cancellationToken),
            "stats" => await stats.HandleAsync(request, options, cancellationToken),
            "topics" => await topics.HandleAsync(request, options, cancellationToken),
            "away" => await away.HandleAsync(request, options, cancellationToken),
            "privacy" => await privacy.HandleAsync(request, options, cancellationToken),
            "schedule" => await channelQuizzes.WithSwitchAsync(request, await schedule.HandleAsync(request, cancellationToken), cancellationToken),
            "report" => await report.HandleAsync(request, options, cancellationToken),
            "help" => HelpCard.Make(),
            "setup" => await setup.HandleAsync(request, options, cancellationToken),
            "pause" => await pause.HandleAsync(request, options, cancellationToken),
            "resume" => await resume.HandleAsync(request, options, cancellationToken),
            "post" => await post.HandleAsync(request, cancellationToken),
            "close" => await close.HandleAsync(request, cancellationToken),
            "reports" => await reports.HandleAsync(request, cancellationToken),
            _ => throw new InvalidOperationException($"/prep {command.Name} is listed but has no handler"),
        };
    }

    static Card Unknown(string name)
    {
        var names = CommandCatalog.All.Select(command => command.Name);
        return Nearest.Match(name, names) is { } match
            ? Card.Refusal([$"There is no {Words.Quote(name)}. Did you mean ", Span.Code($"/prep {match}"), "?"])
            : Card.Refusal([$"There is no {Words.Quote(name)}. ", Span.Code("/prep help"), " lists the commands."]);
    }
}
