using Xunit.Sdk;
using Xunit.v3;

// Programs and platforms are real here, and so are their deadlines: side by side they would take each other's processor time.
[assembly: Parallelization(Mode = ParallelMode.None)]
