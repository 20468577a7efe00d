namespace AwsPrepBot.TestKit;

/// <summary>The checked-out repository that the running tests were built from.</summary>
public static class Repository
{
    /// <summary>Its top folder.</summary>
    public static DirectoryInfo Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A file or folder in it, by its path from the top.</summary>
    public static string PathOf(string path) => Path.Combine(Root.FullName, path);

    static DirectoryInfo Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "AwsPrepBot.sln"))
        ? folder
        : Find(folder.Parent ?? throw new InvalidOperationException("There is no AwsPrepBot.sln above the tests."));
}
