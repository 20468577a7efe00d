namespace AwsPrepBot.Engine;

/// <summary>One thing <c>doctor</c> looked at.</summary>
/// <param name="Area">What it belongs to, one or two words.</param>
/// <param name="IsProblem">Whether it keeps the bot from working as configured.</param>
/// <param name="Message">What was found, one sentence.</param>
/// <param name="Mend">What to do about it; null when there is nothing to do.</param>
public sealed record DoctorFinding(string Area, bool IsProblem, string Message, string? Mend = null);

/// <summary>A part of the program that can say whether it would work. It changes nothing.</summary>
public interface IDoctorCheck
{
    /// <summary>Looks, and reports what is well too.</summary>
    Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken);
}
