namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What one clause of the answer says of one word of the question's; each 0 (nothing) to 1.</summary>
struct Cell
{
    /// <summary>The word itself, asserted.</summary>
    public float Said;

    /// <summary>The word itself, negated.</summary>
    public float Denied;

    /// <summary>The word itself, beside a negation that does not reach it.</summary>
    public float Aside;

    /// <summary>Its opposite, asserted.</summary>
    public float OppositeSaid;

    /// <summary>Its opposite, negated.</summary>
    public float OppositeDenied;

    /// <summary>A name that is easily taken for it.</summary>
    public bool Confused;

    /// <summary>The token after the first that has to do with it; 0 when none has.</summary>
    public int Place;

    /// <summary>What two clauses say together.</summary>
    public static Cell Of(in Cell one, in Cell other) => new()
    {
        Said = Math.Max(one.Said, other.Said),
        Denied = Math.Max(one.Denied, other.Denied),
        Aside = Math.Max(one.Aside, other.Aside),
        OppositeSaid = Math.Max(one.OppositeSaid, other.OppositeSaid),
        OppositeDenied = Math.Max(one.OppositeDenied, other.OppositeDenied),
        Confused = one.Confused || other.Confused,
        Place = one.Place > 0 ? one.Place : other.Place,
    };
}
