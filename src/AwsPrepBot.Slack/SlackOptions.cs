using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Slack;

/// <summary>What the operator sets. Slack is on when the tokens are there: both or neither.</summary>
internal sealed class SlackOptions
{
    public const string BotTokenKey = "Slack:BotToken";
    public const string AppTokenKey = "Slack:AppToken";
    public const string ApiUrlKey = "Slack:ApiUrl";
    public const string UsualApiUrl = "https://slack.com/api/";

    /// <summary>The bot's token (<c>xoxb-…</c>). Never logged.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>The app's token (<c>xapp-…</c>), for Socket Mode. Never logged.</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Before the methods' names; the sockets' addresses are asked for there.</summary>
    public string ApiUrl { get; set; } = UsualApiUrl;

    public static SlackOptions Read(IConfiguration configuration)
    {
        var options = new SlackOptions();
        Read(options, configuration);
        return options;
    }

    public static void Read(SlackOptions options, IConfiguration configuration)
    {
        // A token copied out of a file often brings its line break along.
        options.BotToken = configuration[BotTokenKey]?.Trim() ?? "";
        options.AppToken = configuration[AppTokenKey]?.Trim() ?? "";
        if (configuration[ApiUrlKey]?.Trim() is { Length: > 0 } address)
            options.ApiUrl = address;
    }
}

/// <summary>Says what is wrong and what would be right, never a token itself.</summary>
internal sealed class SlackOptionsValidator : IValidateOptions<SlackOptions>
{
    const string Apps = "https://api.slack.com/apps";

    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        List<string> complaints = [];
        if (TokenComplaint(options.BotToken, "xoxb-", $"the Bot User OAuth Token shown at {Apps} under OAuth & Permissions") is { } bot)
            complaints.Add($"{SlackOptions.BotTokenKey}: {bot}");
        if (TokenComplaint(options.AppToken, "xapp-", $"an app-level token with connections:write from {Apps} under Basic Information") is { } app)
            complaints.Add($"{SlackOptions.AppTokenKey}: {app}");
        if (AddressComplaint(options.ApiUrl) is { } address)
            complaints.Add($"{SlackOptions.ApiUrlKey}: {address}");
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    static string? TokenComplaint(string token, string begins, string where) => token switch
    {
        "" => $"it is missing although another of Slack's keys is set; set it to {where} ({begins}…), or remove all of Slack's keys.",
        _ when token.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) => "leave out the word \"Bearer\"; the token alone is wanted.",
        _ when token.Any(letter => letter is <= ' ' or > '~' or '"' or '\'') => "it holds a space, a line break, a quote or a letter no token has; copy it anew.",
        _ when token.StartsWith("xo", StringComparison.Ordinal) != begins.StartsWith("xo", StringComparison.Ordinal) && token.StartsWith('x') =>
            $"that is a token of another kind; set it to {where} ({begins}…).",
        _ => null,
    };

    static string? AddressComplaint(string address)
    {
        var example = $"for example {SlackOptions.UsualApiUrl}; or remove the key.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
            return $"\"{address}\" is no address; write it whole, {example}";
        if (WireAddress.RefusesApi(url) is { } refusal)
            // Not repeated: an address that is refused may hold a password.
            return $"it {refusal}, {example}";
        return url.Query.Length + url.Fragment.Length > 0 ? $"an address with ? or # cannot be built on, {example}" : null;
    }
}
