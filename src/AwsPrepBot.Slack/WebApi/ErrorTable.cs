using AwsPrepBot.Slack.Wire;

namespace AwsPrepBot.Slack.WebApi;

/// <summary>Which of Slack's words means what, in one place (the errors listed with each method on docs.slack.dev).</summary>
internal static class ErrorTable
{
    /// <summary>What an error calls for; null for a fault on Slack's side after which the request may have taken effect.</summary>
    public static FailureKind? Classify(string error) => error switch
    {
        "internal_error" or "fatal_error" => null,
        "ratelimited" or "rate_limited" or "message_limit_exceeded" or "service_unavailable" or "request_timeout" or "team_added_to_org"
            => FailureKind.RetryLater,
        "invalid_auth" or "account_inactive" or "token_revoked" or "token_expired" or "not_authed" or "team_access_not_granted"
            or "org_login_required" or "user_removed_from_team" or "team_disabled" or "two_factor_setup_required" or "not_allowed_token_type"
            or "access_denied" or "enterprise_is_restricted" => FailureKind.DeadInstallation,
        "missing_scope" or "no_permission" => FailureKind.MissingScope,
        "channel_not_found" or "is_archived" or "not_in_channel" or "messages_tab_disabled" or "posting_to_channel_denied"
            or "method_not_supported_for_channel_type" or "channel_type_not_supported" or "ekm_access_denied" => FailureKind.DeadChannel,
        _ when error.StartsWith("restricted_action", StringComparison.Ordinal) => FailureKind.DeadChannel,
        "message_not_found" or "cant_update_message" or "edit_window_closed" => FailureKind.MessageGone,
        "user_not_found" or "users_not_found" or "user_not_visible" or "user_disabled" or "user_not_in_channel" or "cannot_dm_bot"
            => FailureKind.NoSuchPerson,
        "expired_trigger_id" or "exchanged_trigger_id" or "invalid_trigger_id" or "trigger_expired" or "trigger_exchanged"
            or "expired_url" or "used_url" => FailureKind.Expired,
        // invalid_blocks, invalid_blocks_format, no_text, msg_blocks_too_long, invalid_arguments, view_too_large, … and what nobody has heard of.
        _ => FailureKind.Bug,
    };

    /// <summary>One line for logs and admins: the method, Slack's word, and what it says of it.</summary>
    public static string Describe(SlackMethod method, string error, ApiStatus status)
    {
        if (status.Needed is { Length: > 0 } needed)
            return $"{method}: {error} ({Line(needed)})";
        var places = string.Join("; ", status.ResponseMetadata?.Messages?.OfType<string>().Take(3) ?? []);
        return places.Length == 0 ? $"{method}: {error}" : $"{method}: {error} ({Line(places)})";
    }

    /// <summary>A word of Slack's, if it looks like one: what stands there is not ours to trust.</summary>
    public static string Word(string? error) => KindCounter.Name(error);

    static string Line(string text) => (text.Length > 200 ? text[..200] : text).ReplaceLineEndings(" ");
}
