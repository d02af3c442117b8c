using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Holidays;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Pulses;

/// <param name="Next">Null: none is left, or the pulse is paused or in trouble.</param>
public sealed record ListedPulse(Pulse Pulse, ComingWave? Next);

public sealed record PulsesView
{
    public required IReadOnlyList<ListedPulse> Pulses { get; init; }
    public required IReadOnlyList<WaveRelationship> Services { get; init; }
    public required DateTimeOffset Now { get; init; }
}

public sealed record PulseView
{
    /// <summary>Null: a new pulse.</summary>
    public required Pulse? Stored { get; init; }

    public required FormState State { get; init; }
    public required IReadOnlyList<WaveRelationship> Services { get; init; }

    /// <summary>For the field of the time zone.</summary>
    public required IReadOnlyList<string> Zones { get; init; }

    public required IReadOnlyList<ComingWave> Next { get; init; }
    public required IReadOnlyList<AuditEntry> Log { get; init; }
    public required DateTimeOffset Now { get; init; }
    public bool IsSaved { get; init; }
}

public sealed record PulseReviewView
{
    /// <summary>Null: a new pulse.</summary>
    public required Pulse? Stored { get; init; }

    public required Pulse Changed { get; init; }

    /// <summary>What the form contains; sent again with the yes.</summary>
    public required FormEntries Entries { get; init; }

    public required IReadOnlyList<WaveRelationship> Services { get; init; }
    public required IReadOnlyList<ComingWave> NextBefore { get; init; }
    public required IReadOnlyList<ComingWave> NextAfter { get; init; }
    public required YearAhead Before { get; init; }
    public required YearAhead After { get; init; }
    public required DateTimeOffset Now { get; init; }
}

public sealed record PulseYearView
{
    public required YearAhead Year { get; init; }

    /// <summary>Of the countries of the people.</summary>
    public required IReadOnlyList<NamedHoliday> Holidays { get; init; }

    public required DateTimeOffset Now { get; init; }
}
