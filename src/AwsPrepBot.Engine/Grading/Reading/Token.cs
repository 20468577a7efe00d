namespace AwsPrepBot.Engine.Grading.Reading;

/// <summary>What a token is to the grader.</summary>
enum TokenKind : byte
{
    /// <summary>A function word: earns nothing.</summary>
    Stop,
    /// <summary>Turns what follows into its opposite.</summary>
    Negator,
    /// <summary>A word that says something, as its stem or as the word its synonyms share.</summary>
    Word,
    /// <summary>A number or quantity: compared exactly.</summary>
    Number,
    /// <summary>A service or thing: compared exactly, and what a clause is about.</summary>
    Name,
}

/// <summary>A word or term of a text.</summary>
/// <param name="Text">The stem; the shared word of a term; the word itself when it is a stop word or negator.</param>
/// <param name="Hash">The <see cref="WordHash"/> of <paramref name="Text"/>.</param>
/// <param name="Spelled">The word before it was stemmed, folded; as <paramref name="Text"/> for terms and quantities.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the text as typed.</param>
/// <param name="End">After its last character.</param>
/// <param name="Before">What stands before it.</param>
/// <param name="Labelled">See <see cref="Lexeme.Labelled"/>.</param>
/// <param name="Negated">Whether an odd number of negations applies to it.</param>
/// <param name="Aside">Whether its clause has a negation that does not reach it: it says nothing on whether the clause denies.</param>
readonly record struct Token(string Text, uint Hash, string Spelled, TokenKind Kind, int Start, int End, Break Before, bool Labelled, bool Negated, bool Aside = false)
{
    /// <summary>Whether it says something.</summary>
    public bool IsContent => Kind >= TokenKind.Word;
}

/// <summary>A stretch of a text that says one thing about one subject.</summary>
/// <param name="First">Its first token.</param>
/// <param name="End">After its last token.</param>
/// <param name="Sentence">Counts up through the text.</param>
/// <param name="IsTangled">Whether it negates in so many ways that what it affirms cannot be told; it neither affirms nor denies.</param>
/// <param name="Denies">Whether something in it denies a statement, and does not only leave something out ("without", "instead of").</param>
readonly record struct Clause(int First, int End, int Sentence, bool IsTangled = false, bool Denies = false);

/// <summary>A text as the grader reads it.</summary>
/// <param name="Source">As typed.</param>
/// <param name="Lexemes">Its words before anything was made of them.</param>
/// <param name="Tokens">All of them, stop words included.</param>
/// <param name="Clauses">In order; together they hold every token.</param>
sealed record ReadText(string Source, List<Lexeme> Lexemes, Token[] Tokens, Clause[] Clauses);
