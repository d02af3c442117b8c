namespace Survey.Reports.Disclosure;

/// <summary>What may be told of those who answered that they had no contact: one to the minimum less one of them stay unknown.</summary>
public static class NoContact
{
    /// <summary>
    /// Beside an exact number of ratings, when it is nobody or at least the minimum. Where fewer than the minimum were asked and did not
    /// rate, never: that nothing is told would itself tell.
    /// </summary>
    /// <param name="ratings">As published; null: not exactly.</param>
    public static bool MayTell(int noContact, int? ratings, int asked, int minimum) =>
        ratings is { } shown && SmallGroup.MayTell(noContact, shown, asked, minimum);

    /// <summary>What the number may be for all that anybody can tell, where it may not be told beside an exact number of ratings.</summary>
    public static (int Fewest, int Most) Range(int ratings, int asked, int minimum) =>
        asked - ratings < minimum ? (0, Math.Max(0, asked - ratings)) : (1, minimum - 1);
}
