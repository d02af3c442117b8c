using Survey.Db.Programme;

namespace Survey.Api.Home;

public sealed record HomeView
{
    public required SetUp SetUp { get; init; }

    /// <summary>Null: the viewer may not see results.</summary>
    public required HomeContent? Content { get; init; }

    /// <summary>Null: the viewer may not see plans.</summary>
    public required IReadOnlyList<NextWave>? Next { get; init; }
}
