using System.Globalization;
using AwsPrepBot.Engine;

namespace AwsPrepBot.Discord.Rendering;

/// <summary>
/// How a message of ours is found again when the answer to its sending was lost: the address of its embed. An embed
/// without a title shows its address nowhere, and Discord gives it back with the message. It names the delivery when the
/// message is posted, and the round always, since an edit knows only that. Should a client ever show it, it leads to AWS's
/// documentation.
/// </summary>
internal sealed record MessageMark(DeliveryId? Delivery, RoundId? Round)
{
    const string Start = "https://docs.aws.amazon.com/#awsprepbot";

    /// <summary>The embed's address; null when there is nothing to mark.</summary>
    public string? Address => (Delivery, Round) == (null, null) ? null
        : Start + (Delivery is { } delivery ? $"-d{delivery.Value}" : "") + (Round is { } round ? $"-r{round.Value}" : "");

    /// <summary>Reads an embed's address; null when it is not one of ours.</summary>
    public static MessageMark? Parse(string? address)
    {
        if (address is null || !address.StartsWith(Start, StringComparison.Ordinal))
            return null;
        var mark = new MessageMark(null, null);
        foreach (var part in address[Start.Length..].Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id <= 0)
                return null;
            switch (part[0])
            {
                case 'd' when mark.Delivery is null:
                    mark = mark with { Delivery = new DeliveryId(id) };
                    break;
                case 'r' when mark.Round is null:
                    mark = mark with { Round = new RoundId(id) };
                    break;
                default:
                    return null;
            }
        }

        return mark;
    }
}
