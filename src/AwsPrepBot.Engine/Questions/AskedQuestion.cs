namespace AwsPrepBot.Engine.Questions;

/// <summary>A question a schedule has asked.</summary>
/// <param name="Id">Which.</param>
/// <param name="Cycle">In which turn of the bag, 1 first.</param>
/// <param name="WrongShare">The share of wrong answers, 0–1; null when nobody answered or it is still open.</param>
public sealed record AskedQuestion(QuestionId Id, int Cycle, double? WrongShare);
