namespace Survey.Reports.Scoring;

/// <summary>The band in which the middle answer lies, for work time lost.</summary>
public static class MedianBand
{
    /// <summary>The lowest value that at least half of the answers do not exceed (the lower median).</summary>
    /// <exception cref="ArgumentException">There is no answer.</exception>
    public static int Of(Histogram answers)
    {
        var upTo = 0;
        for (var step = 0; step < answers.Counts.Count; step++)
        {
            upTo += answers.Counts[step];
            if (upTo > 0 && 2 * upTo >= answers.N)
            {
                return answers.Lowest + step;
            }
        }
        throw new ArgumentException("There is no answer.", nameof(answers));
    }
}
