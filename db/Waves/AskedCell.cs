namespace Survey.Db.Waves;

/// <summary>A cell of a relationship while its people are chosen.</summary>
internal sealed class AskedCell(int index, int relationship, SamplingCell cell, IReadOnlyList<int[]> candidates)
{
    /// <summary>Its place among all cells.</summary>
    public int Index => index;

    public int Relationship => relationship;

    public SamplingCell Cell => cell;

    /// <summary>Positions of the people who may be asked.</summary>
    public IEnumerable<int> Candidates => candidates.SelectMany(people => people);

    /// <summary>How many may be asked.</summary>
    public int Available { get; } = candidates.Sum(people => people.Length);

    /// <summary>The same in parts, shared with other cells.</summary>
    public IReadOnlyList<int[]> Parts => candidates;

    public int Invited { get; set; }

    /// <summary>Nobody can be found for it any more.</summary>
    public bool IsExhausted { get; set; }

    public bool IsShort => Invited < cell.Wanted;
}
