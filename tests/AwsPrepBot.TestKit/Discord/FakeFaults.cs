namespace AwsPrepBot.TestKit.Discord;

/// <summary>What is to go wrong with the next request of a route.</summary>
internal sealed record FakeFault(string Route)
{
    /// <summary>Answered with this and not carried out; 0 carries it out.</summary>
    public int Status { get; init; }

    public string? Body { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Carried out, but the connection breaks before the answer.</summary>
    public bool LoseAnswer { get; init; }

    /// <summary>The connection breaks and nothing is carried out.</summary>
    public bool LoseRequest { get; init; }

    /// <summary>Carried out after this.</summary>
    public TimeSpan Delay { get; init; }
}

/// <summary>The faults in the order they were ordered; each strikes once. Used under the fake's lock.</summary>
internal sealed class FakeFaults
{
    readonly List<FakeFault> waiting = [];

    public void Add(FakeFault fault, int times) => waiting.AddRange(Enumerable.Repeat(fault, times));

    public FakeFault? Take(string route)
    {
        var at = waiting.FindIndex(fault => fault.Route == route);
        if (at < 0)
            return null;
        var fault = waiting[at];
        waiting.RemoveAt(at);
        return fault;
    }
}
