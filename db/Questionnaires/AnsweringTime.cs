namespace Survey.Db.Questionnaires;

/// <summary>One estimate for the e-mail and the page.</summary>
public static class AnsweringTime
{
    private const int SecondsForWords = 15;
    private const int SecondsPerTap = 6;

    /// <summary>Whole minutes, at least 1. Taps: per relationship, the questions answered by a tap, without work time lost.</summary>
    public static int Minutes(IEnumerable<int> taps) =>
        Math.Max(
            1,
            (int)Math.Round((SecondsForWords + taps.Sum(count => SecondsPerTap * (count + 1))) / 60.0, MidpointRounding.AwayFromZero)
        );
}
