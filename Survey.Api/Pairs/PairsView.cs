using Survey.Db.Results;
using Survey.Reports.Pairs;

namespace Survey.Api.Pairs;

public sealed record PairsView
{
    public required IReadOnlyList<SealedWave> Waves { get; init; }

    /// <summary>Null: there is no sealed wave yet.</summary>
    public required SealedWave? Wave { get; init; }

    /// <summary>Null: there is no sealed wave yet.</summary>
    public required PairAddresses? Addresses { get; init; }

    /// <summary>Null: there is no sealed wave yet.</summary>
    public required string? ChartAddress { get; init; }
}
