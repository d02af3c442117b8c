using Survey.Db.Looks;
using Survey.Db.Programme;

namespace Survey.Api.Home;

public sealed record HomeView
{
    public required SetUp SetUp { get; init; }

    /// <summary>Null: the viewer may not see results.</summary>
    public required HomeContent? Content { get; init; }

    /// <summary>Results that the viewer is to look at, the first due first.</summary>
    public required IReadOnlyList<CheckedRelationship> Looks { get; init; }

    /// <summary>Of all leads; 0 for viewers who do not run the programme.</summary>
    public required int OverdueLooks { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>Null: the viewer may not see plans.</summary>
    public required IReadOnlyList<NextWave>? Next { get; init; }
}
