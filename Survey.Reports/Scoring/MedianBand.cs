namespace Survey.Reports.Scoring;

public static class MedianBand
{
    /// <summary>The lower median: the lowest value that at least half of the answers do not exceed.</summary>
    public static int Of(BlurredCell answers)
    {
        var upTo = 0.0;
        for (var step = 0; step < answers.Counts.Count - 1; step++)
        {
            upTo += answers.Counts[step];
            if (upTo > 0 && 2 * upTo >= answers.N)
            {
                return answers.Lowest + step;
            }
        }
        return answers.Highest;
    }
}
