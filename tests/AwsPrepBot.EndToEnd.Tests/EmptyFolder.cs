namespace AwsPrepBot.EndToEnd.Tests;

/// <summary>A new empty folder, as a newcomer starts in; deleted after.</summary>
sealed class EmptyFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prepbot-e2e-");

    public string Path => _folder.FullName;

    public string Database => System.IO.Path.Combine(Path, "data", "prepbot.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
