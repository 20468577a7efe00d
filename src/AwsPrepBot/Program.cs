using System.CommandLine;
using AwsPrepBot.Verbs;

var root = new RootCommand("AwsPrepBot") { QuestionsVerb.Create(() => "questions", TimeProvider.System) };
return await root.Parse(args).InvokeAsync();
