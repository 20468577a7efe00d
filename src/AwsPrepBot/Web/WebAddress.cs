using System.Net;
using System.Net.Sockets;
using AwsPrepBot.Hosting;
using Microsoft.Extensions.Configuration;

namespace AwsPrepBot.Web;

/// <summary>Where the program tells machines how it is: <c>Web:Url</c>, <c>Web:Enabled</c>.</summary>
internal static class WebAddress
{
    public const string UrlKey = "Web:Url";
    public const string EnabledKey = "Web:Enabled";
    const string Usual = "http://127.0.0.1:5080";

    /// <summary>The address to listen on; null for none. At a terminal only when it is set.</summary>
    /// <exception cref="ConfigurationProblemException">A value cannot be read.</exception>
    public static Uri? Read(IConfiguration configuration, bool isTerminal)
    {
        var enabled = configuration[EnabledKey] is { Length: > 0 } text
            ? bool.TryParse(text, out var parsed) ? parsed : throw new ConfigurationProblemException($"{EnabledKey} is \"{text}\". Use true or false.")
            : (bool?)null;
        var url = configuration[UrlKey] is { Length: > 0 } set ? set : null;
        if (enabled is false || (isTerminal && url is null && enabled is null))
            return null;
        return Uri.TryCreate(url ?? Usual, UriKind.Absolute, out var address)
            && address is { Scheme: "http", PathAndQuery: "/", UserInfo: "", HostNameType: UriHostNameType.IPv4 or UriHostNameType.IPv6 or UriHostNameType.Dns }
            ? address
            : throw new ConfigurationProblemException($"{UrlKey} is \"{url}\", which is no address to listen on. Write it like {Usual}; for all interfaces http://0.0.0.0:5080.");
    }

    /// <summary>Refuses an address that another program listens on, before anything of ours starts.</summary>
    /// <exception cref="ConfigurationProblemException">It is taken.</exception>
    public static void RequireFree(Uri address)
    {
        // A name is looked up by the server itself; what can be tried beforehand are numbers.
        if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            return;
        using var trial = new TcpListener(ip, address.Port);
        try
        {
            trial.Start();
        }
        catch (SocketException exception)
        {
            throw InUse(address, exception);
        }
    }

    /// <summary>What to say when the address cannot be listened on.</summary>
    public static ConfigurationProblemException InUse(Uri address, Exception why) =>
        new($"{UrlKey}: {address.Authority} cannot be listened on ({why.Message.TrimEnd('.')}). Give another port, or set {EnabledKey}=false.");
}
