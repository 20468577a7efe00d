namespace AwsPrepBot.Engine.Grading;

/// <summary>
/// Every number the grader works with. README.md beside this file says where each comes from and how to measure again after
/// changing one.
/// </summary>
static class Tuning
{
    // The formula: S = sqrt(A·stems + C·letters).
    public const double StemShare = 0.6;
    public const double LetterShare = 0.4;
    public const double UnaskedStemShare = 0.6;
    public const double UnaskedLetterShare = 0.5;

    // How alike two stems are.
    public const double Misspelled = 0.9;
    public const double SameBeginning = 0.8;
    public const int ShortWord = 4;
    public const int LongWord = 8;
    public const int BeginningLength = 5;
    public const int ShortestMisspelledTerm = 5;

    // Clauses and negations, in tokens.
    public const int LongClause = 9;
    public const int LongestClause = 30;
    public const int NegationReach = 4;
    public const int LongestItem = 5;
    public const int ShortItem = 3;
    public const int VerbNegationReach = 8;
    public const int Fragment = 5;
    public const int Window = 3;
    public const int MostClauses = 100;

    // How much a word of a phrasing tells.
    public const double RareShare = 0.04;
    public const double LeastWeight = 0.3;
    public const int FewestForWeights = 20;
    public const double NameWeight = 1.3;
    public const double SharedWordPower = 0.3;
    public const double LeastPhrase = 2.3;
    public const double LeastUnasked = 1.0;
    public const double LeastCore = 3.0;
    public const int CoreUses = 3;
    public const int CoreWords = 4;

    // A point's credit from the share of a phrasing that was said.
    public const double NoCredit = 0.3;
    public const double FullCredit = 0.62;
    public const double ScatteredShare = 0.6;
    public const double DeniedRejection = 0.8;
    public const double WithoutName = 0.4;
    public const int ShortPhrase = 2;
    public const int DisarmRounds = 5;
    public const double WithoutNumber = 0.6;
    public const double HedgedCredit = 0.5;
    public const double ContradictedCredit = 0.0;
    public const double CoveredFrom = 0.7;
    public const double PartlyFrom = 0.25;

    // When a clause is taken to contradict a point.
    public const double OppositeShare = 0.75;
    public const double NegatedShare = 0.85;
    public const double SwappedShare = 0.8;
    public const double NegatedWeight = 1.2;
    public const double OrderEdge = 0.01;
    public const int WordsBeside = 2;
    public const double RejectedShare = 0.7;
    public const int WordsForOneMissed = 5;
    public const double DoubtfulShare = 0.5;
    public const double HedgedShare = 0.42;
    public const double HedgedThroughoutShare = 0.35;

    // Guards, in words, clauses or sentences.
    public const double DenialShare = 0.7;
    public const int FewestDenials = 4;
    public const double AsideShare = 0.3;
    public const int OpenSentences = 2;
    public const double OpenShare = 0.34;
    public const int ForeignWords = 3;
    public const int FewestWords = 4;
    public const int LongestDenial = 13;
    public const int ManyRepetitions = 2;
    public const int ShortestAuthored = 5;
    public const int ShortestEcho = 4;
    public const double EchoShare = 0.7;
    public const int KeywordString = 9;
    public const double GlueShare = 0.16;
    public const int KeywordList = 6;
    public const int BarePiece = 3;
    public const double BareShare = 0.7;
    public const int ShortestKeyword = 2;
    public const int ShortestShuffle = 20;
    public const int FewestSlips = 2;
    public const double SlipShare = 0.07;
    public const int FewestPlainSlips = 3;
    public const double PlainSlipShare = 0.2;

    // The total.
    public const double RubricShare = 0.75;
    public const double FullLikeness = 0.8;
    public const double ModelLead = 0.15;
    public const double ContradictionPenalty = 0.5;
    public const double PartlyCredit = 0.5;
    public const double MostlyAgainst = 0.5;
    public const double AgainstPenalty = 0.6;
    public const double KeywordListCap = 0.30;

    /// <summary>How far the points that are shown are believed, by how many are contradicted.</summary>
    public static readonly double[] Trust = [1, 1, 0.7, 0.4];

    /// <summary>From what was found to the score, straight between these: what an interviewer would say at each.</summary>
    public static readonly (double Found, double Score)[] Curve = [(0, 0), (0.2, 0.15), (0.4, 0.4), (0.6, 0.61), (0.75, 0.77), (0.85, 0.87), (0.95, 0.96), (1, 1)];
}
