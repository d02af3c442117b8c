namespace Survey.Reports.Scoring;

internal static class Combinations
{
    /// <summary>The natural logarithm of n over k.</summary>
    public static double Log(int n, int k)
    {
        var fewer = Math.Min(k, n - k);
        var sum = 0.0;
        for (var i = 0; i < fewer; i++)
        {
            sum += Math.Log((n - i) / (i + 1.0));
        }
        return sum;
    }
}
