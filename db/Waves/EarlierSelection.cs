using Survey.Db.Pulses;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>A wave that will have asked people (ids) about relationships (ids) before another one opens.</summary>
internal sealed record EarlierSelection(
    string Wave,
    WaveName Name,
    Pulse Pulse,
    DateTimeOffset At,
    IReadOnlySet<long> People,
    IReadOnlySet<long> Relationships
)
{
    public static EarlierSelection Of(ComingWave wave, DateTimeOffset at, OpeningSituation situation, Selection selection) =>
        new(
            wave.Code,
            wave.Name,
            wave.Pulse,
            at,
            situation.People.Where((_, index) => selection.PerPerson[index].Length > 0).Select(person => person.Id).ToHashSet(),
            selection.Relationships.Where(chosen => chosen.Reason is null).Select(chosen => chosen.Relationship.Id).ToHashSet()
        );

    /// <summary>A wave of the pulse at that time must not ask these people (rule C1).</summary>
    public bool IsQuietFor(Pulse pulse, DateTimeOffset opensAt) => LastInvited.IsTooClose(Pulse.QuietDays, At, pulse, opensAt);
}
