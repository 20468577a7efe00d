using System.Text.Json;
using AwsPrepBot.Engine.Grading;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace AwsPrepBot.Judge;

/// <summary>Tokens that a hearing took, as far as the model reported them.</summary>
internal sealed record Cost(long InputTokens, long OutputTokens);

/// <summary>What came of asking the model about one answer.</summary>
internal abstract record Hearing(Cost? Cost)
{
    /// <summary>A mark for every point, in the rubric's order; nothing of it is checked yet.</summary>
    public sealed record Marked(IReadOnlyList<Mark> Marks, Cost? Cost) : Hearing(Cost)
    {
        public void Deconstruct(out IReadOnlyList<Mark> marks) => marks = Marks;
    }

    /// <summary>No marks; <paramref name="Why"/> is fit for the member's eyes.</summary>
    public sealed record Failed(string Why, Cost? Cost = null) : Hearing(Cost)
    {
        public void Deconstruct(out string why) => why = Why;
    }
}

/// <summary>
/// Asks the model, a few at a time and no longer than the time limit. After several failures in a row it rests a while, so
/// that nobody waits for a model that is not there. Thread-safe.
/// </summary>
internal sealed class Panel(IChatClient client, IOptions<JudgeOptions> options, TimeProvider time) : IDisposable
{
    const int AtOnce = 4;
    const int FailuresInARow = 3;
    const int LongestReply = 32 * 1024;
    const int MostTokens = 2000;

    static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim _seats = new(AtOnce);
    readonly Lock _lock = new();
    int _failures;
    DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    /// <summary>False while it rests after failures.</summary>
    public bool IsSitting
    {
        get
        {
            lock (_lock)
                return time.GetUtcNow() >= _restsUntil;
        }
    }

    /// <summary>Throws only for cancellation.</summary>
    public async Task<Hearing> HearAsync(OpenQuestion question, string answer, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(options.Value.TimeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            await _seats.WaitAsync(either.Token);
            try
            {
                // A client that does not heed its token must not keep anybody waiting either.
                var heard = Read(await client.GetResponseAsync(Brief.Messages(question, answer), Wanted(), either.Token).WaitAsync(either.Token), question.Rubric.Count);
                Note(heard is Hearing.Marked);
                return heard;
            }
            finally
            {
                _seats.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            Note(false);
            return new Hearing.Failed("it took too long");
        }
        catch (Exception exception)
        {
            // Clients of models throw much; the kind tells an operator enough, and its text may hold what was sent.
            Note(false);
            return new Hearing.Failed($"it could not be reached ({exception.GetType().Name})");
        }
    }

    public void Dispose() => _seats.Dispose();

    static ChatOptions Wanted() => new() { Temperature = 0, MaxOutputTokens = MostTokens, ResponseFormat = ChatResponseFormat.ForJsonSchema(Reply.Schema, "marks") };

    static Hearing Read(ChatResponse response, int points)
    {
        var cost = response.Usage is { } usage ? new Cost(Math.Max(0, usage.InputTokenCount ?? 0), Math.Max(0, usage.OutputTokenCount ?? 0)) : null;
        var text = response.Text;
        if (text.Length > LongestReply)
            return new Hearing.Failed("it said too much", cost);
        try
        {
            return Reply.Parse(text, points) is { } marks ? new Hearing.Marked(marks, cost) : new Hearing.Failed("its marks were not complete", cost);
        }
        catch (JsonException)
        {
            return new Hearing.Failed("its marks could not be read", cost);
        }
    }

    void Note(bool succeeded)
    {
        lock (_lock)
        {
            _failures = succeeded ? 0 : _failures + 1;
            if (_failures < FailuresInARow)
                return;
            _failures = 0;
            _restsUntil = time.GetUtcNow() + Rest;
        }
    }
}
