using System.ClientModel;
using System.ClientModel.Primitives;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Grading;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OllamaSharp;
using OpenAI.Chat;

namespace AwsPrepBot.Judge;

/// <summary>Puts the judge before the offline grader.</summary>
public static class JudgeServices
{
    /// <summary>What an answer that is as long as may be can take; more is not read into memory.</summary>
    const int LargestReply = 1024 * 1024;

    /// <summary>Every setting of the judge.</summary>
    public static IReadOnlyList<string> Keys => JudgeOptions.Keys;

    /// <summary>Whether the operator wants a judge: any of its settings is there.</summary>
    public static bool IsWanted(IConfiguration configuration) => JudgeOptions.Keys.Any(key => !string.IsNullOrWhiteSpace(configuration[key]));

    /// <summary>
    /// Replaces the grader of the engine by one that asks a language model first. Needs the engine, the stores, a
    /// <see cref="TimeProvider"/> and logging; call it after the engine is added. The settings are checked at the host's start.
    /// </summary>
    public static IServiceCollection AddJudge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JudgeOptions>().Configure(options => JudgeOptions.Read(options, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JudgeOptions>, JudgeOptionsValidator>();
        services.AddSingleton<OfflineGrader>();
        services.AddSingleton<IChatClient>(provider => Client(provider.GetRequiredService<IOptions<JudgeOptions>>().Value));
        services.AddSingleton<Panel>();
        services.AddSingleton<IAnswerGrader, JudgeGrader>();
        return services.AddSingleton(JudgeDoctor.Create);
    }

    static IChatClient Client(JudgeOptions options)
    {
        // The grader's own time limit ends every request; redirects could carry the key elsewhere.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = options.TimeLimit })
        {
            Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestReply,
        };
        if (options.Provider == JudgeOptions.Ollama)
        {
            http.BaseAddress = options.Address;
            if (options.ApiKey.Length > 0)
                http.DefaultRequestHeaders.Authorization = new("Bearer", options.ApiKey);
            return new OllamaApiClient(http, options.Model);
        }

        return new ChatClient(
            options.Model,
            new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : "none"), // the protocol wants one, local endpoints do not look at it
            new OpenAI.OpenAIClientOptions { Endpoint = options.Address, Transport = new HttpClientPipelineTransport(http), RetryPolicy = new ClientRetryPolicy(0) }).AsIChatClient();
    }
}
