using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;

namespace AwsPrepBot.Discord;

/// <summary>A channel's verdict in words: as a sentence for an admin who is setting up, and as a reason.</summary>
internal static class ChannelWords
{
    /// <summary>As Discord's settings name them, in their order there.</summary>
    static readonly (Permissions Bit, string Name)[] Names =
    [
        (Permissions.ViewChannel, "View Channel"),
        (Permissions.SendMessages, "Send Messages"),
        (Permissions.EmbedLinks, "Embed Links"),
        (Permissions.ReadMessageHistory, "Read Message History"),
    ];

    /// <summary>For a channel that is none of this server's.</summary>
    public static RichText NoChannel { get; } =
        ["That is no channel of this server. Name one of its text channels, or leave ", Span.Code("channel"), " out for the one you are in."];

    /// <summary>What to do about it; null when nothing is in the way.</summary>
    public static RichText? Problem(ChannelVerdict verdict, ChannelId channel) => verdict switch
    {
        ChannelVerdict.Fine => null,
        ChannelVerdict.NotHere => NoChannel,
        ChannelVerdict.NotIn => "I am not in this server, only the command is. Add me with the invite link of the bot, then try again.",
        ChannelVerdict.WrongKind kind => $"A question needs a text or announcement channel; this is {Kind(kind.Type)}. Go to a text channel or name one.",
        ChannelVerdict.Missing missing => ["I may not post in ", Span.Channel(channel), $" yet: give me {List(missing.Permissions)} there, then try again."],
        _ => "Discord does not tell me about that channel just now. Nothing was changed; please try again in a minute.",
    };

    /// <summary>In words that fit after "paused:".</summary>
    public static string Reason(ChannelVerdict verdict) => verdict switch
    {
        ChannelVerdict.NotHere => "the channel is not there any more",
        ChannelVerdict.NotIn => "I am not in that server any more",
        ChannelVerdict.WrongKind kind => $"it is {Kind(kind.Type)} now, where I cannot post",
        ChannelVerdict.Missing missing => $"I lack the permission {List(missing.Permissions)} there",
        _ => "I may not post there any more",
    };

    /// <summary><c>View Channel and Send Messages</c>.</summary>
    public static string List(Permissions missing) =>
        Words.List([.. Names.Where(name => missing.HasFlag(name.Bit)).Select(name => name.Name)]);

    static string Kind(ChannelType type) => type switch
    {
        ChannelType.DirectMessage or ChannelType.GroupMessage => "a private conversation",
        ChannelType.AnnouncementThread or ChannelType.PublicThread or ChannelType.PrivateThread => "a thread",
        ChannelType.Forum or ChannelType.Media => "a forum",
        ChannelType.Voice or ChannelType.Stage => "a voice channel",
        ChannelType.Category => "a category",
        _ => "of another kind",
    };
}
