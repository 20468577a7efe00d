namespace AwsPrepBot.Discord.Gateway;

/// <summary>What to do after a connection ended.</summary>
internal enum AfterClose
{
    /// <summary>Connect and go on with the session where it broke off.</summary>
    Resume,

    /// <summary>Connect and identify anew: the session is lost.</summary>
    NewSession,

    /// <summary>Useless or harmful to try again.</summary>
    Stop,
}

/// <summary>The verdict on a close code, with what to tell the operator.</summary>
internal readonly record struct CloseVerdict(AfterClose Next, string Advice);

/// <summary>Which close code means what, in one place (developers/topics/opcodes-and-status-codes#gateway-close-event-codes).</summary>
internal static class CloseCodes
{
    /// <summary>
    /// Ours when we want the session kept: 1000 and 1001 would end it. It must be one that a client may send (3000–4999).
    /// </summary>
    public const int KeepSession = 4900;

    /// <summary>Ours when the process ends and nobody will resume: the bot is shown offline at once.</summary>
    public const int EndSession = 1000;

    /// <summary>Discord's, when it does not take the token.</summary>
    public const int TokenRefused = 4004;

    const string Portal = "https://discord.com/developers/applications";

    /// <summary>The verdict on <paramref name="code"/>; null when the connection just broke.</summary>
    public static CloseVerdict Judge(int? code) => code switch
    {
        4000 => new(AfterClose.Resume, "an error on Discord's side"),
        4001 => new(AfterClose.Resume, "Discord did not know an opcode of ours"),
        4002 => new(AfterClose.Resume, "Discord could not read a payload of ours"),
        4003 => new(AfterClose.NewSession, "something was sent before identifying"),
        4005 => new(AfterClose.Resume, "the bot identified twice on one connection"),
        4007 => new(AfterClose.NewSession, "the session could not be resumed from where it stood"),
        4008 => new(AfterClose.Resume, "too much was sent on one connection"),
        4009 => new(AfterClose.NewSession, "the session timed out"),
        TokenRefused => new(AfterClose.Stop, $"Discord does not take the bot's token. Set Discord:Token to the token shown at {Portal} under Bot, and start again."),
        4010 => new(AfterClose.Stop, "Discord refused the shard. The bot uses none: look whether Discord:ApiUrl points to something that adds one."),
        4011 => new(AfterClose.Stop, "The bot is in more guilds than one connection may serve (2500). It needs sharding, which it does not have."),
        4012 => new(AfterClose.Stop, "Discord does not speak version 10 of the gateway any more. Update the bot."),
        4013 => new(AfterClose.Stop, "Discord does not know the intents the bot asked for. Update the bot."),
        4014 => new(AfterClose.Stop, $"Discord does not grant the intents the bot asked for. It asks for none that need granting: see {Portal} under Bot whether the application is restricted."),
        null => new(AfterClose.Resume, "the connection broke"),
        _ => new(AfterClose.Resume, $"closed with {code}"),
    };
}
