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

/// <summary>Requests that wait to be carried out.</summary>
internal sealed record FakeHold(string Route, Func<string, bool> Which, Task Until);

/// <summary>The faults in the order they were ordered; each strikes once. Used under the fake's lock.</summary>
internal sealed class FakeFaults
{
    readonly List<FakeFault> waiting = [];
    readonly List<FakeHold> holds = [];

    /// <summary>What a request has to wait for; null when nothing holds it.</summary>
    public Task? HoldOf(string route, string body) => holds.FirstOrDefault(hold => hold.Route == route && hold.Which(body))?.Until;

    public void Add(FakeHold hold) => holds.Add(hold);

    public void Release(FakeHold hold) => holds.Remove(hold);

    public void Clear() => waiting.Clear();

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
