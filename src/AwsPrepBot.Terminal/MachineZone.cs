using NodaTime;
using NodaTime.TimeZones;

namespace AwsPrepBot.Terminal;

/// <summary>The zone of the person at the terminal: the machine's own.</summary>
sealed record MachineZone(DateTimeZone Zone)
{
    /// <summary>Its IANA id.</summary>
    public string Id => Zone.Id;

    /// <summary>What the machine is set to; UTC where that has no IANA name (a bare container).</summary>
    public static MachineZone Detect()
    {
        try
        {
            return new MachineZone(DateTimeZoneProviders.Tzdb.GetSystemDefault());
        }
        catch (DateTimeZoneNotFoundException)
        {
            return new MachineZone(DateTimeZoneProviders.Tzdb["Etc/UTC"]);
        }
    }
}
