namespace AwsPrepBot.Storage.Maintenance;

/// <summary>Something in the database that should not be.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Count">How often it was found.</param>
/// <param name="Examples">The first few, each a line.</param>
/// <param name="Meaning">What follows from it for the people who use the bot.</param>
/// <param name="Mend">What to do.</param>
public sealed record CheckFinding(string Check, int Count, IReadOnlyList<string> Examples, string Meaning, string Mend);
