using AwsPrepBot.Verbs;

return await CommandLine.Parse(args).InvokeAsync();
