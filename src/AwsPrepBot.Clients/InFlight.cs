namespace AwsPrepBot.Clients;

/// <summary>
/// Work in progress, up to a limit; who brings more waits. Each piece of work deals with its own failures: an exception
/// that leaves it is a bug and ends up unobserved.
/// </summary>
public sealed class InFlight(int most) : IDisposable
{
    readonly SemaphoreSlim places = new(most);

    /// <summary>Begins the work when there is a place for it; returns when it has begun.</summary>
    public async Task BeginAsync(Func<Task> work)
    {
        await places.WaitAsync();
        _ = RunAsync(work);
    }

    /// <summary>Completes when all that was begun has ended. Nothing may be begun any more.</summary>
    public async Task DrainAsync()
    {
        for (var place = 0; place < most; place++)
            await places.WaitAsync();
    }

    public void Dispose() => places.Dispose();

    async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            places.Release();
        }
    }
}
