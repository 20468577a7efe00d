using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using AwsPrepBot.Engine.Questions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Judge;

/// <summary>Whether the model answers as it should, tried on one small answer; and what was used today.</summary>
internal sealed class JudgeDoctor(Panel panel, IJudgeBudget budget, IOptions<JudgeOptions> options, TimeProvider time) : IDoctorCheck
{
    const string Area = "judge";

    static readonly OpenQuestion Trial = new("trial", "What is Amazon S3?", [new RubricPoint("It stores objects in buckets.", 1, [], [])], []);

    /// <summary>Settings that are wrong are a finding, not a failure.</summary>
    public static IDoctorCheck Create(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<IOptions<JudgeOptions>>().Value;
        }
        catch (OptionsValidationException wrong)
        {
            return new Settings([.. wrong.Failures]);
        }

        return ActivatorUtilities.CreateInstance<JudgeDoctor>(services);
    }

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var model = $"{options.Value.Model} at {options.Value.Address.GetLeftPart(UriPartial.Authority)}";
        var started = time.GetTimestamp();
        var heard = await panel.HearAsync(Trial, "It is a place for objects, which it stores in buckets.", cancellationToken);
        var finding = heard switch
        {
            Hearing.Marked => new DoctorFinding(Area, false, $"{model} marked a trial answer in {time.GetElapsedTime(started).TotalSeconds:0.0} s."),
            Hearing.Failed failed => new DoctorFinding(Area, true, $"{model} gave no marks: {failed.Why}.",
                $"Open answers get the built-in grader's verdict meanwhile. Look at {JudgeOptions.EndpointKey}, {JudgeOptions.ModelKey} and {JudgeOptions.ApiKeyKey}, or give it more than {options.Value.Seconds} s with {JudgeOptions.SecondsKey}."),
            _ => throw new InvalidOperationException("There are two outcomes."),
        };
        return [finding, await UseAsync(cancellationToken)];
    }

    async Task<DoctorFinding> UseAsync(CancellationToken cancellationToken)
    {
        try
        {
            var used = await budget.UsedAsync(time.GetInstant().InUtc().Date, cancellationToken);
            return new(Area, false, $"Today (UTC): {used.Answers} answers judged, {used.InputTokens} tokens sent, {used.OutputTokens} received; at most {options.Value.Answers} answers a team and day.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // No database yet, or one of an older version: what is wrong with it, storage's own findings say.
            return new(Area, false, "What was used today could not be read from storage.");
        }
    }

    sealed class Settings(IReadOnlyList<string> complaints) : IDoctorCheck
    {
        public Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<DoctorFinding>>([.. complaints.Select(complaint => new DoctorFinding(Area, true, complaint))]);
    }
}
