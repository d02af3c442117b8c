using Survey.Db;
using Survey.Db.Messages;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Restorations;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Waves;

public sealed record WaveView
{
    public required RecordedWave Wave { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required IReadOnlyList<MailCount> Mails { get; init; }
    public required WaveLag Lag { get; init; }

    /// <summary>Null: sending works.</summary>
    public required SendingOutage? Stop { get; init; }

    /// <summary>Null: no e-mails wait for HR.</summary>
    public required HeldWave? Held { get; init; }

    /// <summary>The whole wave first; empty until the first daily update, and after sealing.</summary>
    public required IReadOnlyList<ParticipationRow> Participation { get; init; }

    /// <summary>Null: not for the viewer.</summary>
    public required IReadOnlyList<UndeliveredMail>? Undelivered { get; init; }

    public required IReadOnlyList<FailedCount> Reasons { get; init; }
    public required IReadOnlyList<RefusingDomain> Refusing { get; init; }
    public required IReadOnlyList<WaveRelationship> Relationships { get; init; }

    /// <summary>The wave that asks a relationship next which this one left out for others, by code.</summary>
    public required IReadOnlyDictionary<string, WaveName> Next { get; init; }
    public required IReadOnlyList<AuditEntry> Log { get; init; }

    /// <summary>One of <see cref="WaveHead.Actions"/>, just done; null: none.</summary>
    public required string? Done { get; init; }
}
