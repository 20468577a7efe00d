using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Storage.Writing;

namespace AwsPrepBot.Storage;

internal sealed class Inbox(Writer writer, TimeProvider time) : IInbox
{
    public Task<bool> TryTakeAsync(TeamId team, RequestId delivered, CancellationToken cancellationToken)
    {
        var now = time.GetInstant();
        return writer.WriteAsync(connection => Requests.ClaimDelivery(connection, team, delivered, now), cancellationToken);
    }
}
