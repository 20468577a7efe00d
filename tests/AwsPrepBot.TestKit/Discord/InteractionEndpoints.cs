using System.Text.Json.Nodes;

namespace AwsPrepBot.TestKit.Discord;

/// <summary>Answers to interactions: one first answer within 3 s, then edits and follow-ups for 15 min. Used under the fake's lock.</summary>
internal sealed class InteractionEndpoints(FakeDiscord discord)
{
    static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(3);
    static readonly TimeSpan TokenLives = TimeSpan.FromMinutes(15);

    static readonly FakeAnswer UnknownInteraction = FakeAnswer.Error(404, 10062, "Unknown interaction");

    public FakeAnswer Respond(FakeCall call, bool answerWillBeLost)
    {
        if (discord.Interaction(call.Id("interaction_id")) is not { } interaction || interaction.Token != call.Parameters["interaction_token"])
            return UnknownInteraction;
        if (interaction.AnswerType is not null)
        {
            if (!interaction.AnswerLost)
                discord.Violate(FakeViolations.AnsweredTwice, $"interaction {interaction.Id}");
            return FakeAnswer.Error(400, 40060, "Interaction has already been acknowledged.");
        }
        var took = discord.Time.GetElapsedTime(interaction.SentAt);
        if (took > ToAnswer)
            return UnknownInteraction;

        var errors = new FormErrors();
        var type = (int)(FormRules.Number(call.Body["type"]) ?? 0);
        var answer = Carry(call, interaction, type, errors);
        if (errors.Any)
            return FakeAnswer.Form(errors);
        if (answer is not null)
            return answer;
        interaction.AnswerLost = answerWillBeLost;
        interaction.Answer(type, took);
        if (!discord.Options.KeepsHistory && interaction.Original is not null)
            discord.Forget(interaction);
        return new(204);
    }

    public FakeAnswer EditOriginal(FakeCall call)
    {
        if (Find(call, out var interaction) is { } refusal)
            return refusal;
        if (interaction!.Promised is { } ephemeral)
        {
            if (Checked(call, call.Body, "", out var message, interaction, ephemeral) is { } wrong)
                return wrong;
            interaction.ShowOriginal(message!);
            return Answer(message!);
        }
        if (interaction.Original is not { } original)
            return FakeAnswer.Error(404, 10008, "Unknown Message");
        if (discord.EditMessage(original, call) is { } refused)
            return refused;
        interaction.ShowEdited(original);
        return Answer(original);
    }

    public FakeAnswer FollowUp(FakeCall call)
    {
        if (Find(call, out var interaction) is { } refusal)
            return refusal;
        if (interaction!.Promised is not null)
        {
            discord.Violate(FakeViolations.Request, "the first follow-up after a promise edits the original (deprecated): PATCH @original is meant");
            return EditOriginal(call);
        }
        if (call.Body.ContainsKey("nonce"))
            discord.Violate(FakeViolations.Form, "follow-ups take no nonce");
        if (Checked(call, call.Body, "", out var message, interaction, FormRules.IsEphemeral(call.Body)) is { } wrong)
            return wrong;
        interaction.FollowUp(message!);
        return Answer(message!);
    }

    public FakeAnswer EditFollowUp(FakeCall call)
    {
        if (Find(call, out var interaction) is { } refusal)
            return refusal;
        if (interaction!.Messages.FirstOrDefault(m => m.Id == call.Id("message_id")) is not { } message)
            return FakeAnswer.Error(404, 10008, "Unknown Message");
        return discord.EditMessage(message, call) ?? Answer(message);
    }

    /// <summary>Carries out a first answer; what it returns is a refusal other than a form's.</summary>
    FakeAnswer? Carry(FakeCall call, FakeInteraction interaction, int type, FormErrors errors)
    {
        var data = call.Body["data"] as JsonObject;
        var (command, component, autocomplete, modal) = (interaction.Type == 2, interaction.Type == 3, interaction.Type == 4, interaction.Type == 5);
        var onMessage = interaction.Source is not null && (component || modal);
        switch (type)
        {
            case 4 when !autocomplete:
                if (data is null)
                {
                    errors.Missing("data");
                    return null;
                }
                if (Checked(call, data, "data", out var message, interaction, FormRules.IsEphemeral(data), errors) is { } refusal)
                    return refusal;
                if (message is not null)
                    interaction.ShowOriginal(message);
                return null;
            case 5 when !autocomplete:
                if (data?["flags"] is { } flags && FormRules.Number(flags) is not (0 or 64))
                    errors.Add("data.flags", "MESSAGE_FLAGS_INVALID", "Only EPHEMERAL may be set on a deferred answer");
                else
                    interaction.Promise(FormRules.IsEphemeral(data));
                return null;
            case 6 when onMessage:
                interaction.AimAtSource();
                return null;
            case 7 when onMessage:
                FormRules.Message(data ?? [], errors, "data");
                if (errors.Any)
                    return null;
                discord.CheckMentions(call, data);
                interaction.Source!.Edit(data ?? []);
                interaction.ShowEdited(interaction.Source);
                return null;
            case 8 when autocomplete:
                FormRules.Suggestions(data ?? [], errors);
                if (!errors.Any)
                    interaction.Suggest(((JsonArray)data!["choices"]!).OfType<JsonObject>());
                return null;
            case 9 when command || component:
                FormRules.Modal(data ?? [], errors);
                if (!errors.Any)
                    interaction.Open((JsonObject)data!.DeepClone());
                return null;
            default:
                errors.NotAChoice("type", autocomplete ? "8" : modal ? "4, 5, 6, 7" : component ? "4, 5, 6, 7, 9" : "4, 5, 9");
                return null;
        }
    }

    /// <summary>Makes a message of a body that keeps the rules.</summary>
    FakeAnswer? Checked(FakeCall call, JsonObject body, string path, out FakeMessage? message, FakeInteraction interaction, bool ephemeral, FormErrors? into = null)
    {
        message = null;
        var errors = into ?? new FormErrors();
        FormRules.Message(body, errors, path);
        if (errors.Any)
            return into is null ? FakeAnswer.Form(errors) : null;
        discord.CheckMentions(call, body);
        if (FormRules.IsEmpty(body))
            return FakeAnswer.Error(400, 50006, "Cannot send an empty message");
        message = discord.NewMessage(interaction.Channel, body, ephemeral ? interaction.User : null, nonce: null, call.Files);
        if (!ephemeral)
            interaction.Channel.Messages.Add(message);
        return null;
    }

    FakeAnswer? Find(FakeCall call, out FakeInteraction? interaction)
    {
        interaction = call.Id("webhook_id") == discord.ApplicationId ? discord.InteractionByToken(call.Parameters["webhook_token"]) : null;
        if (interaction is null || interaction.AnswerType is null)
            return FakeAnswer.Error(404, 10015, "Unknown Webhook");
        return discord.Time.GetElapsedTime(interaction.SentAt) > TokenLives ? FakeAnswer.Error(401, 50027, "Invalid Webhook Token") : null;
    }

    FakeAnswer Answer(FakeMessage message) => new(200, message.ToJson(discord.Bot));
}
