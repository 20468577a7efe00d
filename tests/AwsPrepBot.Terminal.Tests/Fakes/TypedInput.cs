using System.Collections.Concurrent;

namespace AwsPrepBot.Terminal.Tests.Fakes;

/// <summary>A keyboard: blocks until something is typed, and tells when a line is being waited for.</summary>
sealed class TypedInput : TextReader
{
    readonly BlockingCollection<char> _keys = [];
    readonly SemaphoreSlim _waiting = new(0);
    readonly Lock _typing = new();

    /// <summary>Types all of it before anybody can have read it and ask for more.</summary>
    public void Type(string text)
    {
        lock (_typing)
            foreach (var key in text)
                _keys.Add(key);
    }

    public void End() => _keys.CompleteAdding();

    /// <summary>Completes once each time all that was typed has been read and more is asked for.</summary>
    public Task AskedForMoreAsync() => _waiting.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>How often a key was asked for.</summary>
    public int Reads { get; private set; }

    public override int Read()
    {
        Reads++;
        char key;
        lock (_typing)
        {
            if (_keys.TryTake(out key))
                return key;
            _waiting.Release();
        }
        return _keys.TryTake(out key, Timeout.Infinite) ? key : -1;
    }
}
