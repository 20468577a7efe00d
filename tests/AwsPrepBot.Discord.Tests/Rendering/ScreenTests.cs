using System.Text.Json;
using System.Text.Json.Nodes;
using AwsPrepBot.Discord.Wire;
using AwsPrepBot.Engine;
using AwsPrepBot.TestKit.Discord;

namespace AwsPrepBot.Discord.Tests.Rendering;

/// <summary>Every message of two weeks with the bot, as Discord gets it.</summary>
public sealed class ScreenTests
{
    /// <summary>Where to write each screen as JSON, for a person to look at; not set, nothing is written.</summary>
    const string Folder = "PREPBOT_SCREENS";

    [Fact]
    public async Task Every_screen_of_two_weeks_keeps_the_limits_and_pings_nobody()
    {
        var screens = await Screens.AllAsync(TestContext.Current.CancellationToken);
        foreach (var screen in screens)
        {
            var body = Body(screen);
            var errors = new FormErrors();
            FormRules.Message(body, errors);
            Assert.False(errors.Any, $"{screen.Name}: {errors.Summary}");
            Assert.Null(FormRules.MayPing(body));
        }

        Write(screens);
    }

    static JsonObject Body(Screen screen)
    {
        var message = new DiscordRenderer().Render(screen.Card, screen.IsPublic ? new DeliveryId(42) : null);
        return JsonSerializer.SerializeToNode(screen.IsPublic ? message : message with { Flags = MessageFlags.Ephemeral }, DiscordJson.Default.MessageBody)!.AsObject();
    }

    static void Write(IReadOnlyList<Screen> screens)
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        foreach (var screen in screens)
        {
            var items = new JsonArray(new JsonObject
            {
                ["kind"] = "setting", ["bot"] = "AwsPrepBot", ["now"] = $"{screen.At}", ["tz"] = "Europe/Berlin",
                ["names"] = new JsonObject { ["100000000000000009"] = "aws-prep" },
            });
            if (screen.Command is { } command)
                items.Add(new JsonObject { ["kind"] = "command", ["author"] = "Ana", ["text"] = command });
            items.Add(new JsonObject { ["kind"] = screen.IsPublic ? "message" : "ephemeral", ["at"] = $"{screen.At}", ["body"] = Body(screen) });
            File.WriteAllText(Path.Combine(folder, $"{screen.Name}.json"), items.ToJsonString());
        }
    }
}
