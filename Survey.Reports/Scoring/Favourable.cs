namespace Survey.Reports.Scoring;

/// <summary>The share of ratings 4 and 5.</summary>
public static class Favourable
{
    public const int From = 4;

    public static double Of(BlurredCell answers) => answers.ShareFrom(From);

    /// <summary>Wilson's interval, each half widened by the blurring (Zou and Donner 2008, Statistics in Medicine 27:1693).</summary>
    /// <param name="size">Effective, with the finite population correction where rule D2 allows it.</param>
    public static Interval IntervalOf(BlurredCell answers, double size) => Around(Of(answers), size, answers.NoiseOfShare(), Interval.Z);

    /// <param name="noise">Variance that blurring adds to the share.</param>
    internal static Interval Around(double share, double size, double noise, double z)
    {
        var wilson = Wilson.IntervalOf(share, size, z);
        return new Interval(share - Half(share - wilson.Low), share + Half(wilson.High - share)).Within(0, 1);

        double Half(double sampling) => Math.Sqrt(sampling * sampling + z * z * noise);
    }
}
