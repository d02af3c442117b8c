namespace Survey.Db.Waves.Sampling;

/// <summary>A sampling cell while people are assigned to it. People are positions in the situation.</summary>
internal sealed class AskedCell(int index, int relationship, SamplingCell cell, IReadOnlyList<int[]> candidates)
{
    public int Index => index;

    public int Relationship => relationship;

    public SamplingCell Cell => cell;

    public IEnumerable<int> Candidates => candidates.SelectMany(people => people);

    public int Available { get; } = candidates.Sum(people => people.Length);

    /// <summary>The candidates in parts, one for each stratum. Other cells share these arrays.</summary>
    public IReadOnlyList<int[]> Parts => candidates;

    public int Invited { get; set; }

    /// <summary>A search found nobody more for this cell.</summary>
    public bool IsExhausted { get; set; }

    public bool IsShort => Invited < cell.Wanted;
}
