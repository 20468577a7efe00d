namespace AwsPrepBot.Engine.Questions;

/// <summary>
/// Holds the bank in force. Thread-safe; who reads <see cref="Current"/> keeps a whole bank for as long as needed, even
/// while it is replaced.
/// </summary>
public sealed class CurrentBank(QuestionBank bank)
{
    QuestionBank _current = bank;

    /// <summary>The bank in force.</summary>
    public QuestionBank Current => Volatile.Read(ref _current);

    /// <summary>Puts what was loaded in force, whole. False, and nothing changes, when it did not pass lint.</summary>
    public bool Replace(LoadResult loaded)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        if (loaded.Bank is null || loaded.HasErrors)
            return false;
        Volatile.Write(ref _current, loaded.Bank);
        return true;
    }
}
