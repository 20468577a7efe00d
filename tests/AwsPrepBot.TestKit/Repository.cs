namespace AwsPrepBot.TestKit;

/// <summary>The checked-out repository that the running program was built from.</summary>
public static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory)).FullName;

    /// <summary>A file or folder in it, by its path from the top.</summary>
    public static string PathOf(string path) => Path.Combine(Root, path);

    static DirectoryInfo Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "AwsPrepBot.sln"))
        ? folder
        : Find(folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no copy of the repository."));
}
