using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Judge;

/// <summary>What the operator sets. The judge is on when <see cref="ModelKey"/> is there.</summary>
internal sealed class JudgeOptions
{
    public const string ProviderKey = "Judge:Provider";
    public const string EndpointKey = "Judge:Endpoint";
    public const string ModelKey = "Judge:Model";
    public const string ApiKeyKey = "Judge:ApiKey";
    public const string SecondsKey = "Judge:Seconds";
    public const string AnswersKey = "Judge:AnswersPerTeamAndDay";

    public const string OpenAi = "openai";
    public const string Ollama = "ollama";

    /// <summary>The longest anybody is kept waiting for a verdict.</summary>
    public const int MostSeconds = 60;

    public static IReadOnlyList<string> Keys { get; } = [ProviderKey, EndpointKey, ModelKey, ApiKeyKey, SecondsKey, AnswersKey];

    /// <summary><see cref="OpenAi"/>, which many endpoints speak, or <see cref="Ollama"/>.</summary>
    public string Provider { get; set; } = OpenAi;

    /// <summary>Empty: the provider's usual one.</summary>
    public string Endpoint { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>Never logged.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>How long to wait for the model before the offline grade stands.</summary>
    public string Seconds { get; set; } = "8";

    /// <summary>How many answers of a team are judged on one date (UTC); the others get the offline grade.</summary>
    public string Answers { get; set; } = "200";

    public TimeSpan TimeLimit => TimeSpan.FromSeconds(int.Parse(Seconds, CultureInfo.InvariantCulture));

    public int AnswersPerTeamAndDay => int.Parse(Answers, CultureInfo.InvariantCulture);

    public Uri Address => new(Endpoint.Length > 0 ? Endpoint : Provider == Ollama ? "http://localhost:11434" : "https://api.openai.com/v1");

    public static void Read(JudgeOptions options, IConfiguration configuration)
    {
        string Of(string key, string usual) => configuration[key]?.Trim() is { Length: > 0 } value ? value : usual;
        options.Provider = Of(ProviderKey, options.Provider).ToLowerInvariant();
        options.Endpoint = Of(EndpointKey, "");
        options.Model = Of(ModelKey, "");
        options.ApiKey = Of(ApiKeyKey, "");
        options.Seconds = Of(SecondsKey, options.Seconds);
        options.Answers = Of(AnswersKey, options.Answers);
    }
}

/// <summary>Says what is wrong and what would be right, never the key itself.</summary>
internal sealed class JudgeOptionsValidator : IValidateOptions<JudgeOptions>
{
    public ValidateOptionsResult Validate(string? name, JudgeOptions options)
    {
        string?[] complaints =
        [
            options.Model.Length > 0 ? null : $"{JudgeOptions.ModelKey}: it is missing although other settings of the judge are there; name the model, or remove them.",
            options.Provider is JudgeOptions.OpenAi or JudgeOptions.Ollama ? null : $"{JudgeOptions.ProviderKey}: write {JudgeOptions.OpenAi} (any endpoint that speaks its protocol) or {JudgeOptions.Ollama}.",
            AddressComplaint(options.Endpoint),
            options.Provider == JudgeOptions.OpenAi && options.Endpoint.Length == 0 && options.ApiKey.Length == 0 ? $"{JudgeOptions.ApiKeyKey}: it is missing; set it, or {JudgeOptions.EndpointKey} to an endpoint that asks for none." : null,
            options.ApiKey.All(letter => letter is > ' ' and <= '~') ? null : $"{JudgeOptions.ApiKeyKey}: it holds a space, a line break or a letter no key has; copy it anew.",
            InRange(options.Seconds, 1, JudgeOptions.MostSeconds) ? null : $"{JudgeOptions.SecondsKey}: write a whole number of seconds from 1 to {JudgeOptions.MostSeconds}.",
            InRange(options.Answers, 0, 1_000_000) ? null : $"{JudgeOptions.AnswersKey}: write a whole number from 0 to 1000000.",
        ];
        var wrong = complaints.OfType<string>().ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    static bool InRange(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    // The address is not repeated: one that is refused may hold a password.
    static string? AddressComplaint(string address)
    {
        const string Example = "for example https://api.openai.com/v1 or http://localhost:11434.";
        if (address.Length == 0)
            return null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
            return $"{JudgeOptions.EndpointKey}: it is no address; write it whole, {Example}";
        if (url.UserInfo.Length > 0)
            return $"{JudgeOptions.EndpointKey}: it must not hold a user or password; a key goes into {JudgeOptions.ApiKeyKey}.";
        return url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
            ? null
            : $"{JudgeOptions.EndpointKey}: answers and the key would travel unprotected; use https, or http on this machine only, {Example}";
    }
}
