using AwsPrepBot.Engine;
using AwsPrepBot.Engine.Chat;
using AwsPrepBot.Terminal.Rendering;

namespace AwsPrepBot.Terminal;

/// <summary>
/// Which button a typed label means for whom: the latest with that label that this person has seen. Buttons of the channel
/// have been seen by everyone. Likewise for text: it belongs to the form this person has opened, or else to the question or
/// form button they have seen last. Safe to use side by side.
/// </summary>
sealed class ShownActions
{
    // Older cards have scrolled away; nobody means them.
    const int Remembered = 8;

    readonly Lock _lock = new();
    readonly List<ShownCard> _inChannel = [];
    readonly Dictionary<MemberId, List<ShownCard>> _private = [];
    readonly Dictionary<MemberId, (long Number, Form Form)> _opened = [];
    long _count;

    public void ShownInChannel(Card card)
    {
        lock (_lock)
            Remember(_inChannel, card);
    }

    public void ShownTo(MemberId member, Card card)
    {
        lock (_lock)
        {
            if (card.Actions.Count == 0)
                return;
            if (!_private.TryGetValue(member, out var cards))
                _private[member] = cards = [];
            Remember(cards, card);
        }
    }

    /// <summary>The button with this label, whatever its case; null when this person has seen none.</summary>
    public ButtonAction? Find(MemberId member, string label)
    {
        lock (_lock)
            return Seen(member).SelectMany(card => card.Buttons).FirstOrDefault(button => button.Label.Equals(label, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The letters of the question this person has seen last, in their order.</summary>
    public IReadOnlyList<string> Letters(MemberId member)
    {
        lock (_lock)
            return Seen(member).FirstOrDefault(card => card.IsQuestion)?.Buttons.Where(Drawing.IsLetter).Select(button => button.Label).ToList() ?? [];
    }

    /// <summary>A form that this person has before them now.</summary>
    public void Opened(MemberId member, Form form)
    {
        lock (_lock)
            _opened[member] = (++_count, form);
    }

    /// <summary>The form this person has opened, which is sent and gone with this; null when they have none, or have seen a question since.</summary>
    public Form? TakeForm(MemberId member)
    {
        lock (_lock)
        {
            var form = OpenedForm(member);
            _opened.Remove(member);
            return form;
        }
    }

    /// <summary>The button that opens the form which a text of this person is for; null when the last question takes none.</summary>
    public ButtonAction? FormButton(MemberId member)
    {
        lock (_lock)
            return Seen(member).FirstOrDefault(card => card.IsQuestion || card.FormButton is not null)?.FormButton;
    }

    /// <summary>Whether a text of this person is for a form.</summary>
    public bool TakesText(MemberId member)
    {
        lock (_lock)
            return OpenedForm(member) is not null || FormButton(member) is not null;
    }

    Form? OpenedForm(MemberId member) =>
        _opened.TryGetValue(member, out var opened) && !Seen(member).Any(card => card.IsQuestion && card.Number > opened.Number) ? opened.Form : null;

    // The latest first. Of questions only the latest counts: a letter or a hint never reaches past it to an older one.
    IEnumerable<ShownCard> Seen(MemberId member)
    {
        var seen = _inChannel.Concat(_private.GetValueOrDefault(member) ?? []).OrderByDescending(card => card.Number).ToList();
        var question = seen.Find(card => card.IsQuestion);
        return seen.Where(card => !card.IsQuestion || card == question);
    }

    void Remember(List<ShownCard> cards, Card card)
    {
        var buttons = card.Actions.OfType<ButtonAction>().ToList();
        if (buttons.Count == 0)
            return;
        var shown = new ShownCard(++_count, buttons, card.Tone);
        if (shown.IsQuestion)
            cards.RemoveAll(older => older.IsQuestion);
        cards.Add(shown);
        if (cards.Count > Remembered)
            cards.Remove(cards.Find(older => !older.IsQuestion) ?? cards[0]);
    }

    sealed record ShownCard(long Number, IReadOnlyList<ButtonAction> Buttons, CardTone Tone)
    {
        public ButtonAction? FormButton { get; } = Buttons.FirstOrDefault(OpensForm);

        public bool IsQuestion => Buttons.Any(Drawing.IsLetter) || (Tone is CardTone.Question && FormButton is not null);
    }

    /// <summary>Whether a press on it opens the form for an answer. Other forms are for what one means to do: a text typed at a question reports nothing.</summary>
    public static bool OpensForm(CardAction action) =>
        action is ButtonAction button && ActionId.Parse(button.Id) is { Response: PressResponse.Form } and not (ActionId.ReportQuestion or ActionId.RejectReport or ActionId.SetUp);
}
