namespace AwsPrepBot.EndToEnd.Tests.Discord;

/// <summary>What goes wrong while the two days are played; in fair weather nothing does. The days call these at the moments they are named after.</summary>
class Weather
{
    /// <summary>Monday's question stays open this long. After <c>8h</c> the program is not waited for, but stopped, and started again shortly before.</summary>
    public virtual string OpenFor => "8h";

    /// <summary>The days begin; what is disposed at the end makes the weather between the moments.</summary>
    public virtual IAsyncDisposable? Begin(DiscordStage stage) => null;

    /// <summary>The program is about to be started, with the question due soon after.</summary>
    public virtual void BeforePost(DiscordStage stage)
    {
    }

    /// <summary>The question stands in the channel; the program may not know it yet.</summary>
    public virtual Task AfterPostAsync(DiscordStage stage) => Task.CompletedTask;

    /// <summary>Somebody is about to press a button or send a command.</summary>
    public virtual Task BeforePressAsync(DiscordStage stage) => Task.CompletedTask;

    /// <summary>Several have pressed at once and wait for their receipts.</summary>
    public virtual Task AmidPressesAsync(DiscordStage stage, IReadOnlyList<Task> receipts) => Task.CompletedTask;

    /// <summary>The question is closed, and its result on the way to the channel is held up.</summary>
    public virtual Task AmidClosingAsync(DiscordStage stage) => Task.CompletedTask;
}
