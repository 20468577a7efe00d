using System.CommandLine;
using AwsPrepBot.Benchmarks.Answers;
using AwsPrepBot.Benchmarks.Boards;
using AwsPrepBot.Benchmarks.Discord;
using AwsPrepBot.Benchmarks.Micro;
using AwsPrepBot.Benchmarks.Served;
using AwsPrepBot.Benchmarks.Slack;
using AwsPrepBot.Benchmarks.Start;

// Before anything else is loaded: this is the bare runtime that `start` compares with.
if (args is [StartVerb.BareRuntime])
{
    Console.WriteLine(StartVerb.BareRuntime);
    Console.ReadLine();
    return 0;
}

if (args is [DiscordPlatform.Empty, var api, var token])
{
    await EmptyReplies.RunAsync(new Uri(api), token);
    return 0;
}

if (args is [SlackPlatform.Empty, var slackApi, var appToken])
{
    await EmptyAnswers.RunAsync(new Uri(slackApi), appToken);
    return 0;
}

var root = new RootCommand("Measures AwsPrepBot. Build it with -c Release; README.md beside this program holds the figures and how to read them.")
{
    AnswersVerb.Create(),
    StartVerb.Create(),
    ServedVerb.Create("discord", "Discord", DiscordPlatform.OpenAsync),
    ServedVerb.Create("slack", "Slack", SlackPlatform.OpenAsync),
    PostingVerb.Create(),
    BoardVerb.Create(),
    MicroVerb.Create(),
};
return await root.Parse(args).InvokeAsync();
