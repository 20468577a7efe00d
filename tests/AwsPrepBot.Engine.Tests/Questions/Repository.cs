namespace AwsPrepBot.Engine.Tests.Questions;

/// <summary>Finds the files of the repository that tests read.</summary>
static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string folder) => File.Exists(Path.Combine(folder, "AwsPrepBot.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new InvalidOperationException("no AwsPrepBot.sln above the tests"));
}
