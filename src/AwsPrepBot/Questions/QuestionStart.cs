using AwsPrepBot.Engine.Questions;
using Microsoft.Extensions.DependencyInjection;

namespace AwsPrepBot.Questions;

/// <summary>
/// The first load, before the host is built: without a bank in order nothing may start, and who started it should read the
/// findings instead of a stack trace.
/// </summary>
/// <param name="Folder">Where the files are.</param>
/// <param name="Content">What they held.</param>
/// <param name="Result">The bank, or why there is none.</param>
sealed record QuestionStart(QuestionFolder Folder, FolderContent Content, LoadResult Result)
{
    /// <param name="configured">The value of <c>Questions:Path</c>.</param>
    /// <param name="time">See <see cref="ReviewDay"/>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<QuestionStart> LoadAsync(string configured, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = QuestionFolder.Find(configured, Environment.CurrentDirectory, AppContext.BaseDirectory);
        var content = await folder.ReadAsync(cancellationToken);
        return new(folder, content, folder.Load(content, ReviewDay.Of(time)));
    }
}

/// <summary>Wires the bank and its reload.</summary>
static class QuestionServices
{
    /// <summary>
    /// Adds <see cref="CurrentBank"/> with the bank of <paramref name="start"/> and what keeps it up to date. Throws when the
    /// start has no bank: the caller shows the findings and ends before.
    /// </summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services, QuestionStart start)
    {
        var bank = start.Result.Bank ?? throw new ArgumentException("the questions did not load", nameof(start));
        services.AddSingleton(start);
        services.AddSingleton(new CurrentBank(bank));
        services.AddHostedService<QuestionFolderWatcher>();
        return services;
    }
}
