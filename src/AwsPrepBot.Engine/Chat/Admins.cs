namespace AwsPrepBot.Engine.Chat;

/// <summary>Who may change things: whom the platform gives the right, and whom the operator names in <c>Admins</c>.</summary>
/// <param name="named"><c>platform:team:member</c> each.</param>
public sealed class Admins(IEnumerable<string> named)
{
    readonly HashSet<string> _named = named.Select(name => name.Trim()).ToHashSet(StringComparer.Ordinal);

    internal static Card Refusal { get; } =
        Card.Refusal("Only admins can do that. Ask someone who manages this place, or the bot's operator to name you as an admin.");

    /// <summary>Whom the operator names in a team.</summary>
    internal IEnumerable<MemberId> NamedIn(TeamId team) => _named
        .Where(name => name.StartsWith($"{team}:", StringComparison.Ordinal))
        .Select(name => new MemberId(name[(team.Value.Length + 1)..]));

    internal bool Include(ChatRequest request) =>
        request.Speaker.IsAdmin || _named.Contains($"{request.Team}:{request.Speaker.Member}");
}
