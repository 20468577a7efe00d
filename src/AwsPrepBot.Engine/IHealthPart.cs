namespace AwsPrepBot.Engine;

/// <summary>A part of the running program that can say whether it works just now. Asked again and again, so it is quick.</summary>
public interface IHealthPart
{
    /// <summary>One word, lower case, unique.</summary>
    string Name { get; }

    /// <summary>Null when it works; else what is wrong, in a few words without secrets.</summary>
    ValueTask<string?> TroubleAsync(CancellationToken cancellationToken);
}
