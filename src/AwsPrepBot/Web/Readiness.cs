using AwsPrepBot.Engine;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Web;

/// <summary>How one part is. <paramref name="Trouble"/> is null when it works.</summary>
internal sealed record PartReadiness(string Name, bool Ready, string? Trouble);

/// <summary>Whether the program can do its work, part by part.</summary>
internal sealed partial class Readiness(IEnumerable<IHealthPart> parts, TimeProvider time, ILogger<Readiness> logger)
{
    /// <summary>A part that takes longer is not ready; whoever asks has a limit too.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks every part, all at once.</summary>
    public Task<PartReadiness[]> AskAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(parts.Select(part => AskAsync(part, cancellationToken)));

    async Task<PartReadiness> AskAsync(IHealthPart part, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        string? trouble;
        try
        {
            trouble = await part.TroubleAsync(either.Token).AsTask().WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            trouble = $"no answer within {Patience.TotalSeconds:0} seconds";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.Failed(logger, exception, part.Name);
            trouble = "it could not be asked";
        }
        return new PartReadiness(part.Name, trouble is null, trouble);
    }

    static partial class Log
    {
        [LoggerMessage(6411, LogLevel.Error, "The part {Part} could not be asked how it is")]
        public static partial void Failed(ILogger logger, Exception exception, string part);
    }
}
