using Microsoft.Extensions.Hosting;

namespace AwsPrepBot.Engine.Chat;

/// <summary>
/// Lets an adapter end the process when its platform will not have it any more (a refused token) and trying again would do
/// harm. The process then prints the reason and exits with code 1. Thread-safe.
/// </summary>
public sealed class PlatformEnd(IHostApplicationLifetime lifetime)
{
    string? _reason;

    /// <summary>What was wrong and what would be right, in one line; null while nothing is.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>Asks the host to stop. The first reason counts.</summary>
    public void Stop(string reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        lifetime.StopApplication();
    }
}
