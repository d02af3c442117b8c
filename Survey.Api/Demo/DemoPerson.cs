namespace Survey.Api.Demo;

/// <summary>What stays the same about a person from wave to wave.</summary>
/// <param name="AnswersAtAll">The chance of an answer when asked.</param>
/// <param name="Leniency">Points of the scale by which this person rates everything higher.</param>
internal readonly record struct DemoPerson(double AnswersAtAll, double Leniency)
{
    private const double Never = 0.09;
    private const double Seldom = 0.18;

    // Drawn until it left two partner organisations with four people who answer: too few to be shown, on every day of the year.
    private const int Draw = 87429;

    public static DemoPerson Of(string name)
    {
        var chance = new DemoChance($"{name} {Draw}");
        var diligence = chance.Share();
        return new DemoPerson(
            diligence < Never ? 0
                : diligence < Never + Seldom ? 0.55
                : 0.95,
            chance.Normal() * 0.4
        );
    }
}
