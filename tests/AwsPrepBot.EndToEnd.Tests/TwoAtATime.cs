using Xunit.Sdk;
using Xunit.v3;

// Programs and platforms are real here, and so are their deadlines. Mostly a test waits for a clock, so two share the machine.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]

namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>Tests that take all the processor time there is, or hold a deadline while they do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
