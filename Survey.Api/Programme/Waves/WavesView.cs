using Survey.Db.Languages;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Restorations;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Waves;

public sealed record WavesView
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The next one first.</summary>
    public required IReadOnlyList<ComingWave> Coming { get; init; }

    /// <summary>The last one first.</summary>
    public required IReadOnlyList<WaveProgressRow> Waves { get; init; }

    /// <summary>Names of pulses.</summary>
    public required IReadOnlyList<LocalizedText> Paused { get; init; }

    /// <summary>Null: sending works.</summary>
    public required SendingOutage? Stop { get; init; }

    public required IReadOnlyList<HeldWave> Held { get; init; }
    public required ProgrammeProblems Problems { get; init; }
}
