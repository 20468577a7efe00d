using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Terminal;

/// <summary>Puts the files of cards into a folder. Never over one that is there.</summary>
/// <param name="folder">The folder's path.</param>
sealed class SavedFiles(string folder)
{
    /// <summary>After so many of one name something else is wrong.</summary>
    const int MostOfAName = 1000;

    /// <summary>Saves a file and says where, or why not.</summary>
    public async Task<RichText> SaveAsync(CardFile file, CancellationToken cancellationToken)
    {
        // The name is the engine's own; still nothing of it may lead out of the folder.
        var name = Path.GetFileName(file.Name);
        try
        {
            for (var number = 1; number <= MostOfAName; number++)
            {
                var path = Path.Combine(folder, number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");
                if (Path.Exists(path))
                    continue;
                if (await WriteAsync(path, file.Content, cancellationToken))
                    return ["Saved as ", Span.Strong(path), "."];
            }

            return [$"Not saved: there are {MostOfAName} files called {name} in ", Span.Strong(folder), " already. Move them away and ask again."];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ["Not saved: ", Span.Strong(folder), $" cannot be written ({exception.Message}). Start the bot in another folder and ask again."];
        }
    }

    /// <returns>False when somebody else took the name in between.</returns>
    static async Task<bool> WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (IOException) when (Path.Exists(path))
        {
            return false;
        }

        await using (file)
        {
            try
            {
                await file.WriteAsync(content, cancellationToken);
                await file.FlushAsync(cancellationToken);
                return true;
            }
            catch
            {
                // Half a file would be taken for a whole one.
                file.Close();
                File.Delete(path);
                throw;
            }
        }
    }
}
