namespace Survey.Db.Questionnaires;

/// <summary>What a figure is computed from. <see cref="QuestionKinds"/> names the figure of each question.</summary>
public enum FigureKind
{
    Rating,
    Recommendation,
    Effort,
    TimeLost,
    Choice,
}

public static class FigureKinds
{
    /// <summary>Of a mean or score; null: the figure has neither.</summary>
    public static (int Lowest, int Highest)? Range(this FigureKind kind) =>
        kind switch
        {
            FigureKind.Rating => (1, 5),
            FigureKind.Recommendation => (-100, 100),
            FigureKind.Effort => (1, 7),
            FigureKind.TimeLost or FigureKind.Choice => null,
        };
}
