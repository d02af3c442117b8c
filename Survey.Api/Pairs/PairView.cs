using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Pairs;

namespace Survey.Api.Pairs;

public sealed record PairView
{
    /// <summary>Those with a figure on this page, by id.</summary>
    public required IReadOnlyDictionary<long, SealedWave> Waves { get; init; }

    public required string Title { get; init; }
    public required PairCell Cell { get; init; }
    public required IReadOnlyList<PairService> Services { get; init; }

    /// <summary>Address of the sheet for the two leads; null: a team that rates itself.</summary>
    public required string? Meeting { get; init; }

    /// <summary>Null: all figures are of one wave.</summary>
    public required PairAges? Ages { get; init; }
}
