namespace Survey.Api.Demo;

/// <summary>Traits of a person that are the same in every wave.</summary>
/// <param name="AnswersAtAll">Probability of an answer when asked.</param>
/// <param name="Leniency">Points of the scale added to all ratings of this person.</param>
internal readonly record struct DemoPerson(double AnswersAtAll, double Leniency)
{
    private const double Never = 0.09;
    private const double Seldom = 0.18;

    // Chosen so that two partner organisations have four people who answer: too few to be shown, on every day of the year.
    private const int Seed = 87429;

    public static DemoPerson Of(string name)
    {
        var chance = new DemoChance($"{name} {Seed}");
        var diligence = chance.Share();
        return new DemoPerson(
            diligence < Never ? 0
                : diligence < Never + Seldom ? 0.55
                : 0.95,
            chance.Normal() * 0.4
        );
    }
}
