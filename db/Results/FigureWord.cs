namespace Survey.Db.Results;

/// <summary>Replaces a mean of 5 to 9 answers (rule A6); the same words as in the CSV report.</summary>
public static class FigureWord
{
    public const string Low = "low";
    public const string Middle = "middle";
    public const string High = "high";
}
