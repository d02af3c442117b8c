using Survey.Db.Results;

namespace Survey.Api.Pairs;

public sealed record PairView
{
    public required SealedWave Wave { get; init; }
    public required string Title { get; init; }
    public required PairCell Cell { get; init; }
    public required IReadOnlyList<RelationshipResult> Relationships { get; init; }
}
