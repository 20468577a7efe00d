using AwsPrepBot.Verbs;

return await CommandLine.Create().Parse(args).InvokeAsync();
