namespace Survey.Db.Questionnaires;

/// <summary>How long answering takes, said alike in the e-mail and on the page.</summary>
public static class AnsweringTime
{
    private const int SecondsForWords = 15;
    private const int SecondsPerTap = 6;

    /// <param name="taps">For each relationship, how many questions are answered by a tap; work time lost is one more.</param>
    /// <returns>Whole minutes, at least 1.</returns>
    public static int Minutes(IEnumerable<int> taps) =>
        Math.Max(
            1,
            (int)Math.Round((SecondsForWords + taps.Sum(count => SecondsPerTap * (count + 1))) / 60.0, MidpointRounding.AwayFromZero)
        );
}
