using System.CommandLine;
using AwsPrepBot.Hosting;
using AwsPrepBot.Storage;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Verbs;

/// <summary>Expected failures of a verb: one line on standard error, exit code 1, no stack trace. Anything else is a bug and shows itself.</summary>
internal static class Expected
{
    public static async Task<int> HandleAsync(ParseResult parsed, Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Exception exception) when (Explain(exception) is { } message)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(message);
            return 1;
        }
    }

    static string? Explain(Exception exception) => exception switch
    {
        ConfigurationProblemException or StorageException => exception.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        AggregateException { InnerExceptions: [var only] } => Explain(only),
        InvalidDataException { Source: "Microsoft.Extensions.Configuration.Json" } => $"appsettings.json cannot be read: {exception.InnerException?.Message ?? exception.Message}",
        _ => null,
    };
}
