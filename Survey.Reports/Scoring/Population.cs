namespace Survey.Reports.Scoring;

/// <summary>Whom some answers speak for.</summary>
/// <param name="Customers">How many there were when the wave opened; null: unknown (history).</param>
/// <param name="Asked">How many of them were asked and reached; null: unknown (history).</param>
/// <param name="Rated">Answered, and had contact.</param>
/// <param name="NoContact">Answered that they had no contact.</param>
public sealed record Population(int? Customers, int? Asked, int Rated, int NoContact)
{
    public int Answered => Rated + NoContact;

    /// <summary>N: the customers at opening times the share with contact; null when unknown. A file may contradict itself: then unknown.</summary>
    public double? Eligible => Customers >= Answered && Rated > 0 ? Customers.Value * (double)Rated / Answered : null;

    /// <summary>At least 80 % of those asked answered, and N is known. Never of history: nobody knows how many were asked (rule D2).</summary>
    public bool AllowsCorrection => Eligible is not null && 5L * Answered >= 4L * Asked;

    /// <summary>
    /// Everybody eligible answered an item: every customer answered, and all with contact rated it or said it does not apply. Never of history.
    /// </summary>
    public bool IsCensus(int n, int? doesNotApply) => Asked is not null && Customers == Answered && n > 0 && n + doesNotApply == Rated;

    /// <summary>
    /// As it may enter a figure: fewer people without contact than the minimum count as if they had not answered, because an interval, the
    /// weight in a roll-up or "everybody answered" could give their number away.
    /// </summary>
    public Population Told(int minimum) => NoContact < minimum ? OfPart : this;

    /// <summary>The same of a part, where any number would give that of the other parts away.</summary>
    public Population OfPart => this with { NoContact = 0 };

    /// <summary>
    /// As it may enter a figure over several relationships where only a band is told of how many rated: with the middle of the band, lest
    /// their weight give their number away.
    /// </summary>
    public Population Around(int rated) => NoContact == 0 ? this : this with { Rated = Math.Min(rated, Customers - NoContact ?? rated) };

    /// <summary>Nothing is known of it but the answers.</summary>
    public static Population Unknown(int rated) => new(null, null, rated, 0);
}
