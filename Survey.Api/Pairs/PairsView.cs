using Survey.Db.Results;
using Survey.Reports.Pairs;

namespace Survey.Api.Pairs;

/// <param name="Waves">Sealed, the last one first.</param>
/// <param name="Matrix">Null: there is no sealed wave yet.</param>
public sealed record PairsView(IReadOnlyList<SealedWave> Waves, ChosenMatrix? Matrix);

/// <param name="Chosen">The wave that was asked for; null: the latest of each relationship.</param>
/// <param name="Only">The wave of all figures; null: there are several.</param>
public sealed record ChosenMatrix(SealedWave? Chosen, SealedWave? Only, PairAddresses Addresses, PairAges? Ages)
{
    /// <summary>Fewer pairs than this are read faster as a list.</summary>
    private const int FewestForMatrix = 15;

    public PairTable Table => Addresses.Table;

    public bool IsList => Addresses.Form == PairForm.List || Addresses.Form is null && Table.Pairs < FewestForMatrix;

    public bool HasOlder => Ages is not null && Table.Ranked.Any(one => Ages.IsOlder(one.WaveId));
}
