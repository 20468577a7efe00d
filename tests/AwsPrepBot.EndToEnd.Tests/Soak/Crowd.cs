namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>A life of the program as the people around it see it.</summary>
/// <param name="Ends">It is about to be killed: nobody begins anything any more, and nobody is owed a word.</param>
/// <param name="Gone">It is dead: what it said before still counts.</param>
sealed record Life(CancellationToken Ends, CancellationToken Gone);

/// <summary>Some people at once who answer, change their minds, practise, quiz the channel, close, post and look, by chance, until the program is gone.</summary>
/// <param name="world">Where.</param>
/// <param name="book">What they were told goes in here.</param>
/// <param name="rough">Something goes wrong on the line with each thing they do. Then they may have to do it again, as people do.</param>
sealed class Crowd(IWorld world, Book book, bool rough)
{
    const int AtOnce = 4;

    /// <summary>How often somebody tries again who is told nothing, in rough weather.</summary>
    const int Patience = 6;

    public Task LiveAsync(Random random, Life life) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => new Random(random.Next())).ToList().Select(chance => Task.Run(() => ActAsync(chance, life), CancellationToken.None)));

    async Task ActAsync(Random random, Life life)
    {
        while (!life.Ends.IsCancellationRequested)
        {
            var admin = random.Next(100) < 25;
            var who = world.NewPerson(admin);
            await (random.Next(100) switch
            {
                < 60 => AnswerAsync(who, random, life),
                < 75 => PractiseAsync(who, random, life),
                < 80 => SayAsync(who, "quiz", [("mode", "channel"), ("count", "2"), ("seconds", "10")], random, life),
                < 86 => SayAsync(who, "close", [], random, life),
                < 92 => SayAsync(who, "post", [], random, life),
                < 95 => SayAsync(who, "leaderboard", [], random, life),
                < 98 => SayAsync(who, "today", [], random, life),
                _ => SayAsync(who, "schedule", [], random, life),
            });
        }
    }

    /// <summary>Answers what the channel is asked, sometimes twice.</summary>
    async Task AnswerAsync(Person who, Random random, Life life)
    {
        if (world.Question is not { } question)
        {
            await SayAsync(world.NewPerson(admin: true), "post", [], random, life);
            return;
        }
        for (var answers = random.Next(1, 3); answers > 0; answers--)
        {
            var letter = (char)('A' + random.Next(2)); // every question has these two
            book.Tries(who.Id, letter);
            var told = await TellAsync(() => world.PressAsync(who, question, $"{letter}", life.Gone), $"{who.Id} answered {letter}", random, life);
            if (told is null)
                return;
            book.Heard(who.Id, told.Text);
        }
    }

    /// <summary>Two questions in private.</summary>
    async Task PractiseAsync(Person who, Random random, Life life)
    {
        var card = await SayAsync(who, "quiz", [("count", "2")], random, life);
        for (var question = 0; question < 2 && card is { Message: { } message } && world.HasButton(card, "B"); question++)
        {
            var graded = await TellAsync(() => world.PressAsync(who, message, "B", life.Gone), $"{who.Id} answered in a quiz", random, life);
            if (graded is null || !world.HasButton(graded, question == 0 ? "Next" : "Again"))
                return;
            book.Practised(who.Id);
            if (question == 0)
                card = await TellAsync(() => world.PressAsync(who, graded.Message!, "Next", life.Gone), $"{who.Id} went on", random, life);
        }
    }

    Task<Told?> SayAsync(Person who, string subcommand, (string Name, string Value)[] options, Random random, Life life) =>
        TellAsync(() => world.SayAsync(who, subcommand, options, life.Gone), $"{who.Id} said /prep {subcommand}", random, life);

    async Task<Told?> TellAsync(Func<Task<Told?>> act, string what, Random random, Life life)
    {
        for (var tries = rough ? Patience : 1; tries > 0; tries--)
        {
            if (rough)
                world.Trouble(random);
            if (await act() is { } told)
                return told;
            if (life.Ends.IsCancellationRequested)
                return null;
        }
        book.LeftWithoutAWord(what);
        return null;
    }
}
