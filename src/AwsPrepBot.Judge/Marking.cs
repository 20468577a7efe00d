using AwsPrepBot.Engine.Grading;

namespace AwsPrepBot.Judge;

/// <summary>Checks the model's marks against the answer and makes a verdict of those that hold.</summary>
internal static class Marking
{
    /// <summary>The same words for this many points are a show, not a reading.</summary>
    const int SameWords = 3;

    /// <summary>
    /// The verdict, or null where the model quoted what the answer does not say, or the same words for everything: then
    /// nothing it said is believed. Of a point whose words have nothing to do with it, the offline finding is kept.
    /// </summary>
    public static Verdict? Apply(OfflineGrader offline, OpenQuestion question, string answer, IReadOnlyList<Mark> marks, Verdict found)
    {
        var points = new PointVerdict[marks.Count];
        var quoted = new List<string>();
        for (var at = 0; at < marks.Count; at++)
        {
            if (marks[at].Coverage == Coverage.Missing)
            {
                points[at] = found.Points[at] with { Coverage = Coverage.Missing, Quotation = null };
                continue;
            }

            if (QuotedWords.Find(answer, marks[at].Quotation) is not { } words)
                return null;
            quoted.Add(words);
            points[at] = offline.Touches(question, at, words) ? found.Points[at] with { Coverage = marks[at].Coverage, Quotation = words } : found.Points[at];
        }

        // Instructions, keyword lists and the like were found by code and stand; what is said of single points is the judge's now.
        var flags = found.Flags.Where(flag => flag.Kind is not (FlagKind.Contradiction or FlagKind.BothWays or FlagKind.OtherLanguage));
        return quoted.GroupBy(words => words, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() >= SameWords) ? null : Verdict.Of(points, [.. flags]);
    }
}
