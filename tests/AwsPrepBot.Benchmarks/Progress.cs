namespace AwsPrepBot.Benchmarks;

/// <summary>Says on standard error what is being done, so that standard output holds nothing but results.</summary>
static class Progress
{
    public static void Say(string what) => Console.Error.WriteLine($"… {what}");
}
