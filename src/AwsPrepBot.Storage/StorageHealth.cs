using AwsPrepBot.Engine;
using AwsPrepBot.Storage.Writing;

namespace AwsPrepBot.Storage;

/// <summary>Whether an answer could be stored now: an empty write goes the way of every write, through the queue and the lock.</summary>
internal sealed class StorageHealth(Writer writer) : IHealthPart
{
    public string Name => "storage";

    public async ValueTask<string?> TroubleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(_ => true, cancellationToken);
            return null;
        }
        catch (StorageException exception)
        {
            return exception.Message;
        }
    }
}
