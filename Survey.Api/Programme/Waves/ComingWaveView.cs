using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Programme;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Waves;

public sealed record ComingWaveView
{
    public required ComingWave Wave { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>Null: the wave is cancelled, or the preview failed.</summary>
    public required WavePreview? Preview { get; init; }

    public required IReadOnlyDictionary<string, WaveRelationship> Relationships { get; init; }
    public required IReadOnlyDictionary<string, LocalizedText> Units { get; init; }
    public required IReadOnlyList<AuditEntry> Log { get; init; }

    /// <summary>One of <see cref="WaveHead.Actions"/>, just done; null: none.</summary>
    public required string? Done { get; init; }
}
