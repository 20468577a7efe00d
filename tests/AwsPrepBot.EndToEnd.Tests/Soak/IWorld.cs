namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>Somebody who uses the bot.</summary>
/// <param name="Id">What the bot knows them by.</param>
/// <param name="Handle">What the platform knows them by.</param>
sealed record Person(string Id, object Handle);

/// <summary>What somebody was told.</summary>
/// <param name="Text">Without emphasis.</param>
/// <param name="Message">Where its buttons are.</param>
sealed record Told(string Text, object? Message);

/// <summary>
/// A chat platform and the people on it, who outlive the program. One class a platform; what people do, what is counted and
/// what must be true is the same for all (<see cref="Crowd"/>, <see cref="Book"/>, <see cref="Lives"/>).
/// </summary>
interface IWorld : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Further settings of a program that is to live here.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The latest question in the channel that can be answered with a letter; null when there is none.</summary>
    object? Question { get; }

    Person NewPerson(bool admin);

    /// <summary>A program was started. Completes when it can be spoken to.</summary>
    Task ServingAsync(PrepProcess process, CancellationToken gone);

    /// <summary>Presses the button with that label. Null when nothing was said to it: in the time the platform gives, or until the program was gone.</summary>
    Task<Told?> PressAsync(Person who, object message, string label, CancellationToken gone);

    /// <summary><c>/prep …</c>; null as above.</summary>
    Task<Told?> SayAsync(Person who, string subcommand, IReadOnlyList<(string Name, string Value)> options, CancellationToken gone);

    /// <summary>Whether a message has a button with that label.</summary>
    bool HasButton(Told told, string label);

    /// <summary>Orders the next thing to go wrong on the way between platform and program.</summary>
    void Trouble(Random random);

    /// <summary>The program is gone: what was ordered is taken back.</summary>
    void Calm();

    /// <summary>What must not be seen here and is: a question twice, a breach of the platform's rules.</summary>
    IEnumerable<string> Wrongs(Records records);
}
