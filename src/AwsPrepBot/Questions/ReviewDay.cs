using AwsPrepBot.Engine;
using NodaTime;

namespace AwsPrepBot.Questions;

/// <summary>The day review dates are judged by.</summary>
static class ReviewDay
{
    static readonly DateTimeZone EarliestZone = DateTimeZone.ForOffset(Offset.FromHours(14));

    /// <summary>
    /// The latest date that some place on earth has: an author east of the server may already live in tomorrow. And never
    /// earlier than the machine's own clock says: a rehearsal that starts last spring (<c>Clock:Start</c>) must not find
    /// that the questions come from the future.
    /// </summary>
    public static LocalDate Of(TimeProvider time) =>
        LocalDate.Max(time.GetToday(EarliestZone), TimeProvider.System.GetToday(EarliestZone));
}
