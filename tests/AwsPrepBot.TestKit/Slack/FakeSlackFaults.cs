namespace AwsPrepBot.TestKit.Slack;

/// <summary>What is to go wrong with the next request of a method.</summary>
internal sealed record FakeSlackFault(string Method)
{
    /// <summary>Answered with this status and not carried out; 0 carries it out.</summary>
    public int Status { get; init; }

    public string? Body { get; init; }

    public int? RetryAfter { get; init; }

    /// <summary>Carried out, but the connection breaks before the answer.</summary>
    public bool LoseAnswer { get; init; }

    /// <summary>The connection breaks and nothing is carried out.</summary>
    public bool LoseRequest { get; init; }

    /// <summary>Carried out when this completes.</summary>
    public Task? Until { get; init; }
}

/// <summary>Requests that wait to be carried out.</summary>
internal sealed record FakeSlackHold(string Method, Func<string, bool> Which, Task Until);

/// <summary>The faults in the order they were ordered; each strikes once. Used under the fake's lock.</summary>
internal sealed class FakeSlackFaults
{
    readonly List<FakeSlackFault> waiting = [];
    readonly List<FakeSlackHold> holds = [];

    /// <summary>What a request has to wait for; null when nothing holds it.</summary>
    public Task? HoldOf(string method, string body) => holds.FirstOrDefault(hold => hold.Method == method && hold.Which(body))?.Until;

    public void Add(FakeSlackHold hold) => holds.Add(hold);

    public void Release(FakeSlackHold hold) => holds.Remove(hold);

    public void Clear() => waiting.Clear();

    public void Add(FakeSlackFault fault, int times) => waiting.AddRange(Enumerable.Repeat(fault, times));

    public FakeSlackFault? Take(string method)
    {
        var at = waiting.FindIndex(fault => fault.Method == method);
        if (at < 0)
            return null;
        var fault = waiting[at];
        waiting.RemoveAt(at);
        return fault;
    }
}
