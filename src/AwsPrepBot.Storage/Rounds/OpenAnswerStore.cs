using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Writing;

namespace AwsPrepBot.Storage.Rounds;

internal sealed class OpenAnswerStore(Readers readers, Writer writer, IdSource ids) : IOpenAnswerStore
{
    public Task<OpenAnswer?> FindAsync(TeamId team, RoundId round, MemberId member, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => OpenAnswerRow.Find(connection, team, round, member), cancellationToken);

    public Task<OpenSubmitResult> SubmitAsync(OpenSubmission submission, CancellationToken cancellationToken)
    {
        var edit = new DeliveryId(ids.Next());
        return writer.WriteAsync(connection => OpenSubmitting.Run(connection, submission, edit), cancellationToken);
    }
}
