namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>Some people at once who answer, change their minds, practise, quiz the channel, close, post and look, by chance, until the program is gone.</summary>
/// <param name="world">Where.</param>
/// <param name="book">What they were told goes in here.</param>
/// <param name="rough">Something goes wrong on the line with each thing they do. Then they may have to do it again, as people do.</param>
sealed class Crowd(IWorld world, Book book, bool rough)
{
    const int AtOnce = 4;

    /// <summary>How often somebody tries again who is told nothing, in rough weather.</summary>
    const int Patience = 6;

    public Task LiveAsync(Random random, CancellationToken gone) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => new Random(random.Next())).ToList().Select(chance => Task.Run(() => ActAsync(chance, gone), CancellationToken.None)));

    async Task ActAsync(Random random, CancellationToken gone)
    {
        while (!gone.IsCancellationRequested)
        {
            var admin = random.Next(100) < 25;
            var who = world.NewPerson(admin);
            await (random.Next(100) switch
            {
                < 60 => AnswerAsync(who, random, gone),
                < 75 => PractiseAsync(who, random, gone),
                < 80 => SayAsync(who, "quiz", [("mode", "channel"), ("count", 2), ("seconds", 10)], random, gone),
                < 86 => SayAsync(who, "close", [], random, gone),
                < 92 => SayAsync(who, "post", [], random, gone),
                < 95 => SayAsync(who, "leaderboard", [], random, gone),
                < 98 => SayAsync(who, "today", [], random, gone),
                _ => SayAsync(who, "schedule", [], random, gone),
            });
        }
    }

    /// <summary>Answers what the channel is asked, sometimes twice.</summary>
    async Task AnswerAsync(Person who, Random random, CancellationToken gone)
    {
        if (world.Question is not { } question)
        {
            await SayAsync(world.NewPerson(admin: true), "post", [], random, gone);
            return;
        }
        for (var answers = random.Next(1, 3); answers > 0; answers--)
        {
            var letter = (char)('A' + random.Next(2)); // every question has these two
            book.Tries(who.Id, letter);
            var told = await TellAsync(() => world.PressAsync(who, question, $"{letter}", gone), $"{who.Id} answered {letter}", random, gone);
            if (told is null)
                return;
            book.Heard(who.Id, told.Text);
        }
    }

    /// <summary>Two questions in private.</summary>
    async Task PractiseAsync(Person who, Random random, CancellationToken gone)
    {
        var card = await SayAsync(who, "quiz", [("count", 2)], random, gone);
        for (var question = 0; question < 2 && card is { Message: { } message } && world.HasButton(card, "B"); question++)
        {
            var graded = await TellAsync(() => world.PressAsync(who, message, "B", gone), $"{who.Id} answered in a quiz", random, gone);
            if (graded is null || !world.HasButton(graded, question == 0 ? "Next" : "Again"))
                return;
            book.Practised(who.Id);
            if (question == 0)
                card = await TellAsync(() => world.PressAsync(who, graded.Message!, "Next", gone), $"{who.Id} went on", random, gone);
        }
    }

    Task<Told?> SayAsync(Person who, string subcommand, (string Name, object Value)[] options, Random random, CancellationToken gone) =>
        TellAsync(() => world.SayAsync(who, subcommand, options, gone), $"{who.Id} said /prep {subcommand}", random, gone);

    async Task<Told?> TellAsync(Func<Task<Told?>> act, string what, Random random, CancellationToken gone)
    {
        for (var tries = rough ? Patience : 1; tries > 0; tries--)
        {
            if (rough)
                world.Trouble(random);
            if (await act() is { } told)
                return told;
            if (gone.IsCancellationRequested)
                return null;
        }
        book.LeftWithoutAWord(what);
        return null;
    }
}
