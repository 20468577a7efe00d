using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Rendering;

namespace AwsPrepBot.Terminal;

/// <summary>
/// The one place that writes to the terminal, a whole card at a time. While a line is being answered, what it causes in the
/// channel is kept back until the answer itself is shown. Safe to use side by side.
/// </summary>
sealed class Screen(TerminalConsole console, TerminalRenderer renderer, TimeProvider time) : IDisposable
{
    const int NarrowestCard = 20;

    readonly Lock _lock = new();
    readonly Queue<Action> _keptBack = new();
    readonly Paint _paint = new(console.Output, console.Ansi);
    readonly CancellationTokenSource _closed = new();
    bool _isKeepingBack;
    string? _prompt;
    Above _above = Above.Nothing;
    bool _toldHowToAnswer;
    bool _toldHowToPress;
    bool _toldHowToWrite;

    /// <summary>Cancelled when nobody reads any more: the output was closed.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Nothing of the channel is shown until the result is disposed of; then all that was kept back, in its order.</summary>
    public IDisposable KeepChannelBack()
    {
        lock (_lock)
            _isKeepingBack = true;
        return new KeptBack(this);
    }

    /// <summary>Shows a card now.</summary>
    public void Show(Card card)
    {
        lock (_lock)
            Guarded(() => Write(card, isApart: true));
    }

    /// <summary>Shows a small line now that belongs to what stands above it.</summary>
    public void Note(RichText text)
    {
        lock (_lock)
            Guarded(() => Write(new Card { Footer = text }, isApart: false));
    }

    /// <summary>
    /// Does something that belongs to the channel, which may show cards, now or when the line in work is answered; while a
    /// person is at the prompt, above a new prompt.
    /// </summary>
    public void InChannel(Action show)
    {
        lock (_lock)
        {
            if (_isKeepingBack)
                _keptBack.Enqueue(show);
            else
                show();
        }
    }

    /// <summary>Asks a person for a line.</summary>
    public void Prompt(string speaker)
    {
        lock (_lock)
        {
            _prompt = $"{speaker} {(console.Unicode ? '▸' : '>')} ";
            Guarded(WritePrompt);
        }
    }

    /// <summary>The person ended the line (or, with no line end, the input).</summary>
    public void PromptDone(bool endLine = false)
    {
        lock (_lock)
        {
            if (_prompt is null)
                return;
            _prompt = null;
            _above = Above.Input;
            if (endLine)
                Guarded(() => console.Output.Write('\n'));
        }
    }

    /// <summary>How a card reads without its footer, to tell whether anything else of it has changed.</summary>
    public string Body(Card card) =>
        string.Join('\n', renderer.Render(card with { Footer = null }, width: null, time.GetInstant()));

    public void Dispose() => _closed.Dispose();

    void Write(Card card, bool isApart)
    {
        int? width = console.IsPerson ? Width() : null;
        var margin = console.IsPerson ? 1 : 0;
        WriteGap(isApart);
        foreach (var line in renderer.Render(card, width - 2 * margin, time.GetInstant()))
            _paint.WriteLine(line.Indented(margin));
        if (console.IsPerson && HowTo(card) is { } howTo)
            foreach (var line in Wrapping.Wrap([new Piece(howTo, Look.Dim)], width - 2 * margin))
                _paint.WriteLine(line.Indented(margin));
        _above = Above.Card;
        if (_prompt is not null)
            WritePrompt();
    }

    void WriteGap(bool isApart)
    {
        // The typed text stays where it is; the terminal still holds it for the line to come.
        if (_prompt is not null)
            console.Output.Write('\n');
        if (isApart && console.IsPerson && (_above is Above.Card || _prompt is not null))
        {
            console.Output.Write('\n');
            _paint.WriteLine(Line.Of(new string(console.Unicode ? '─' : '-', Width()), Look.Dim));
        }
        if (_above is not Above.Nothing)
            console.Output.Write('\n');
    }

    void WritePrompt()
    {
        console.Output.Write('\n');
        _paint.Write(new Piece(_prompt!, Look.Strong));
    }

    int Width() => console.Columns() is > 0 and var columns
        ? Math.Clamp(columns, NarrowestCard, TerminalRenderer.WidestCard)
        : TerminalRenderer.WidestCard;

    // Said once of each kind: who has read it knows it.
    string? HowTo(Card card)
    {
        var letters = card.Actions.Where(Drawing.IsLetter).Select(action => action.Label).ToList();
        if (letters.Count > 1 && !_toldHowToAnswer)
        {
            _toldHowToAnswer = true;
            var others = card.Actions.Where(action => !Drawing.IsLetter(action)).Select(action => action.Label.ToLowerInvariant()).ToList();
            return $"Type {string.Join(", ", letters[..^1])} or {letters[^1]} to answer{string.Concat(others.Select(label => $"; {label}"))}; ? for help.";
        }
        if (card.Actions.FirstOrDefault(ShownActions.OpensForm) is { } form && !_toldHowToWrite)
        {
            _toldHowToWrite = true;
            var others = card.Actions.Where(action => action != form).Select(action => action.Label.ToLowerInvariant());
            return $"Type your answer in one line{string.Concat(others.Select(label => $"; {label}"))}; ? for help.";
        }
        if (letters.Count == 0 && card.Actions.Count > 0 && !_toldHowToPress)
        {
            _toldHowToPress = true;
            return $"Type {card.Actions[0].Label.ToLowerInvariant()} to press it.";
        }
        return null;
    }

    void Guarded(Action write)
    {
        if (_closed.IsCancellationRequested)
            return;
        try
        {
            write();
            console.Output.Flush();
        }
        catch (IOException)
        {
            // What waits for this goes on elsewhere, not under our lock.
            _ = _closed.CancelAsync();
        }
    }

    void ShowKeptBack()
    {
        lock (_lock)
        {
            _isKeepingBack = false;
            while (_keptBack.TryDequeue(out var show))
                show();
        }
    }

    sealed class KeptBack(Screen screen) : IDisposable
    {
        public void Dispose() => screen.ShowKeptBack();
    }

    enum Above
    {
        Nothing,
        Input,
        Card,
    }
}
