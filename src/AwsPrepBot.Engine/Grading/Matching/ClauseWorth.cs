namespace AwsPrepBot.Engine.Grading.Matching;

/// <summary>What a clause of an answer may count for.</summary>
enum ClauseWorth : byte
{
    /// <summary>All it says.</summary>
    Full,
    /// <summary>All it says, which is right: the authors of the question wrote the sentence so.</summary>
    Authored,
    /// <summary>Little: key words without a sentence.</summary>
    List,
    /// <summary>Nothing: the question again, the same again, or words to the grader.</summary>
    Nothing,
}
