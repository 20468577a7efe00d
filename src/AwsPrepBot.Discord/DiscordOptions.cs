using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Discord;

/// <summary>What the operator sets. Discord is on when the token is there.</summary>
internal sealed class DiscordOptions
{
    public const string TokenKey = "Discord:Token";
    public const string ApiUrlKey = "Discord:ApiUrl";
    public const string UsualApiUrl = "https://discord.com/api/v10";

    /// <summary>The bot's token, without "Bot" before it. Never logged.</summary>
    public string Token { get; set; } = "";

    /// <summary>Up to and with the version; the gateway's address is asked for there.</summary>
    public string ApiUrl { get; set; } = UsualApiUrl;

    public static DiscordOptions Read(IConfiguration configuration)
    {
        var options = new DiscordOptions();
        Read(options, configuration);
        return options;
    }

    public static void Read(DiscordOptions options, IConfiguration configuration)
    {
        // A token copied out of a file often brings its line break along.
        options.Token = configuration[TokenKey]?.Trim() ?? "";
        if (configuration[ApiUrlKey] is { Length: > 0 } address)
            options.ApiUrl = address.Trim();
    }
}

/// <summary>Says what is wrong and what would be right, never the token itself.</summary>
internal sealed class DiscordOptionsValidator : IValidateOptions<DiscordOptions>
{
    const string Portal = "https://discord.com/developers/applications";

    public ValidateOptionsResult Validate(string? name, DiscordOptions options)
    {
        List<string> complaints = [];
        if (TokenComplaint(options.Token) is { } token)
            complaints.Add($"{DiscordOptions.TokenKey}: {token}");
        if (AddressComplaint(options.ApiUrl) is { } address)
            complaints.Add($"{DiscordOptions.ApiUrlKey}: {address}");
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    static string? TokenComplaint(string token) => token switch
    {
        "" => $"it is missing although {DiscordOptions.ApiUrlKey} is set; set it to the token shown at {Portal} under Bot, or remove {DiscordOptions.ApiUrlKey}.",
        _ when token.StartsWith("Bot ", StringComparison.OrdinalIgnoreCase) => "leave out the word \"Bot\"; the token alone is wanted.",
        _ when token.Any(letter => letter is <= ' ' or > '~' or '"' or '\'') =>
            $"it holds a space, a line break, a quote or a letter no token has; copy it anew from {Portal} under Bot.",
        _ => null,
    };

    static string? AddressComplaint(string address)
    {
        var example = $"for example {DiscordOptions.UsualApiUrl}; or remove the key.";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
            return $"\"{address}\" is no address; write it whole, {example}";
        if (WireAddress.RefusesApi(url) is { } refusal)
            // Not repeated: an address that is refused may hold a password.
            return $"it {refusal}, {example}";
        return url.Query.Length + url.Fragment.Length > 0 ? $"an address with ? or # cannot be built on, {example}" : null;
    }
}
