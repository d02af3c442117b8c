using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>What a pulse's precision means for a service with many customers, asked for the first time.</summary>
/// <param name="Answers">That a service needs in a wave.</param>
/// <param name="Change">Of a mean on the scale 1 to 5, noticed in four of five cases, without adjustment for several comparisons.</param>
public sealed record NoticedChange(int Answers, double Change)
{
    private const double Many = 1_000_000;

    /// <param name="precision">Half-width of the 95 % interval.</param>
    public static NoticedChange Of(double precision)
    {
        var spread = Expectation.FirstTime.Spread;
        var answers = SampleSize.AnswersFor(precision, spread, Many, isCorrected: false);
        return new(answers, SampleSize.SmallestChange(spread, answers, answers));
    }
}
