using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Rounds;
using AwsPrepBot.Storage.Delivery;
using AwsPrepBot.Storage.Writing;

namespace AwsPrepBot.Storage.Rounds;

/// <summary>Storing one graded answer: the first, or a second that counts only if it is better.</summary>
internal static class OpenSubmitting
{
    const int MostTries = 2;

    public static OpenSubmitResult Run(WriteConnection connection, OpenSubmission submission, DeliveryId edit)
    {
        // Claimed even when nothing is stored: the same form again is to get no second response.
        if (!Requests.Claim(connection, submission.Team, submission.Round, submission.Request, submission.At))
            return new OpenSubmitResult.Duplicate();
        if (!Submitting.IsOpen(connection, submission.Team, submission.Round, submission.At))
            return new OpenSubmitResult.NotOpen();

        Teams.RememberMember(connection, submission.Team, submission.Member, submission.DisplayName, submission.At);
        switch (OpenAnswerRow.Find(connection, submission))
        {
            case null:
                OpenAnswerRow.Insert(connection, submission);
                return new OpenSubmitResult.First(Outbox.AskForCount(connection, edit, submission.Team, submission.Round, submission.At));
            case { Tries: >= MostTries } both:
                return new OpenSubmitResult.NoMoreTries(both);
            case var first when first.Text == submission.Text:
                return new OpenSubmitResult.Same(first);
            case var first when submission.Verdict.Score > first.Verdict.Score:
                OpenAnswerRow.Replace(connection, submission);
                return new OpenSubmitResult.Improved(first.Verdict.Score);
            case var first:
                OpenAnswerRow.PutBehind(connection, submission);
                return new OpenSubmitResult.NotBetter(first.Verdict.Score);
        }
    }
}
