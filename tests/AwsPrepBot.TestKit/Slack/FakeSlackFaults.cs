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

/// <summary>The faults in the order they were ordered; each strikes once. Used under the fake's lock.</summary>
internal sealed class FakeSlackFaults
{
    readonly List<FakeSlackFault> waiting = [];

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
