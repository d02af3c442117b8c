namespace Survey.Reports.Disclosure;

/// <summary>A cell whose people are those of other cells together, so that one can be computed from the others.</summary>
/// <param name="Leftover">How many answers of the total lie in none of the parts.</param>
public sealed record Partition(long Total, IReadOnlyList<long> Parts, int Leftover);

/// <summary>The answers to one item in one cell.</summary>
public readonly record struct CellCount(int N, int Minimum)
{
    public bool TooFew => N < Minimum;
}
