using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace AwsPrepBot.Judge;

/// <summary>
/// Grades offline, then lets a language model mark the points of the rubric one by one. The model is believed as far as code
/// can check it: each mark needs words of the answer that have to do with the point, and the sum is not the model's. Whatever
/// goes wrong, the offline grade stands and says so. Thread-safe.
/// </summary>
internal sealed partial class JudgeGrader(
    OfflineGrader offline, Panel panel, IJudgeBudget budget, IOptions<JudgeOptions> options, TimeProvider time, ILogger<JudgeGrader> logger) : IAnswerGrader
{
    // What the offline grader is sure of; a model could be talked out of it.
    static readonly FlagKind[] Settled = [FlagKind.Empty, FlagKind.DontKnow, FlagKind.Echo, FlagKind.Instructions];

    public async ValueTask<Verdict> GradeAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken)
    {
        var verdict = await offline.GradeAsync(team, question, answer, cancellationToken);
        if (verdict.Points.Count == 0 || verdict.Flags.Any(flag => Settled.Contains(flag.Kind)))
            return verdict;

        var read = answer.Length > OfflineGrader.LongestAnswer ? answer[..OfflineGrader.LongestAnswer] : answer;
        switch (await AskAsync(team, question, read, cancellationToken))
        {
            case Hearing.Marked(var marks):
                return Marking.Apply(offline, question, read, marks, verdict) is { } judged ? judged : Unjudged(verdict, "what it said did not stand up to checking");
            case Hearing.Failed(var why):
                return Unjudged(verdict, why);
            default:
                throw new InvalidOperationException("There are two outcomes.");
        }
    }

    async Task<Hearing> AskAsync(TeamId team, OpenQuestion question, string answer, CancellationToken cancellationToken)
    {
        try
        {
            // Not asked, not paid for.
            if (!panel.IsSitting)
                return new Hearing.Failed("it is resting after failures");
            var date = time.GetInstant().InUtc().Date;
            if (!await budget.TryTakeAsync(team, date, options.Value.AnswersPerTeamAndDay, cancellationToken))
                return new Hearing.Failed("this team's answers for today are used up");
            var heard = await panel.HearAsync(question, answer, cancellationToken);
            if (heard.Cost is { } cost)
                await budget.SpendAsync(team, date, cost.InputTokens, cost.OutputTokens, cancellationToken);
            if (heard is Hearing.Failed failed)
                Log.Failed(logger, failed.Why);
            return heard;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The store, say. Nobody's answer is lost for that.
            Log.Broke(logger, exception);
            return new Hearing.Failed("it could not be asked");
        }
    }

    static Verdict Unjudged(Verdict verdict, string why) =>
        verdict with { Flags = [.. verdict.Flags, new AnswerFlag(FlagKind.NotJudged, $"The judge did not mark this one: {why}. The built-in grader did.")] };

    static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Warning, "The judge gave no marks: {Why}; the offline grade stands")]
        public static partial void Failed(ILogger logger, string why);

        [LoggerMessage(6002, LogLevel.Error, "The judge could not be asked; the offline grade stands")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
