namespace Survey.Db.Results;

/// <summary>What stands for a mean of 5 to 9 answers; as in the report CSV.</summary>
public static class FigureWord
{
    public const string Low = "low";
    public const string Middle = "middle";
    public const string High = "high";
}
