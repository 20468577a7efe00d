using AwsPrepBot.TestKit;

namespace AwsPrepBot.EndToEnd.Tests.Soak;

/// <summary>The disk fills up at random instants under people's answers, and there is room again.</summary>
[Collection(Alone.Name)]
public sealed class DiskSoakTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task On_a_disk_that_is_full_and_has_room_again_what_is_said_of_each_answer_is_true() => SoakPlan.SeededAsync("full disk", async random =>
    {
        using var folder = new EmptyFolder();
        var data = Directory.CreateDirectory(Path.GetDirectoryName(folder.Database)!).FullName;
        await using var disk = await SmallDisk.MountAsync(data);
        Assert.SkipWhen(disk is null, "mounting a small file system needs root on Linux");
        await using var world = new TerminalWorld();
        await using var process = PrepProcess.Start(folder.Path, null);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await world.ServingAsync(process, patience.Token);

        var times = SoakPlan.Count("DISKS", usual: 1, full: 30);
        for (var time = 1; time <= times; time++)
        {
            var book = new Book();
            await AnswerAsync(world, book, random, random.Next(100));
            disk!.Fill();
            await AnswerUntilAsync(world, book, random, () => book.Refused > 0, "an answer not recorded");
            await AnswerAsync(world, book, random, random.Next(20));
            disk.Empty();
            var before = book.Acknowledged;
            await AnswerUntilAsync(world, book, random, () => book.Acknowledged > before, "an answer recorded again");
            var records = new Records(folder.Database);
            var wrongs = book.Wrongs(records).Concat(records.Findings()).ToList();
            Assert.True(wrongs.Count == 0, $"full disk {time}:\n{string.Join("\n", wrongs.Take(20))}\n{process.Errors}");
            SoakPlan.Say($"full disk {time} of {times}: {book.Acknowledged} acknowledged, {book.Refused} not recorded");
        }
        Assert.Equal(0, (await process.EndAsync()).ExitCode);
    });

    static async Task AnswerUntilAsync(TerminalWorld world, Book book, Random random, Func<bool> so, string what)
    {
        var from = TimeProvider.System.GetTimestamp();
        while (!so())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(from) < Patience, $"within {Patience.TotalSeconds} s there was not {what}");
            await AnswerAsync(world, book, random, 1);
        }
    }

    static async Task AnswerAsync(TerminalWorld world, Book book, Random random, int times)
    {
        for (; times > 0; times--)
        {
            var (who, letter) = (world.NewPerson(admin: false), (char)('A' + random.Next(2)));
            book.Tries(who.Id, letter);
            if (await world.PressAsync(who, world, $"{letter}", CancellationToken.None) is { } told)
                book.Heard(who.Id, told.Text);
            else
                book.LeftWithoutAWord(who.Id);
        }
    }
}
