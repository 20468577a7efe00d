using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AwsPrepBot.Hosting;

/// <summary>Logs go to standard error, so that standard output holds only what people and scripts asked for.</summary>
internal static class StandardErrorLogging
{
    /// <summary>Adds it at the levels of <c>Logging:LogLevel</c>; <paramref name="usual"/> where nothing is set.</summary>
    public static void AddStandardError(this ILoggingBuilder logging, IConfiguration configuration, LogLevel usual)
    {
        logging.SetMinimumLevel(usual);
        // Says at Information what is news to nobody who runs the bot.
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(options => options.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
