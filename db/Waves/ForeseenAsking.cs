using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>A wave that will have asked people before another one opens.</summary>
/// <param name="People">Their ids.</param>
/// <param name="Relationships">Ids of those that it asks about.</param>
internal sealed record ForeseenAsking(
    string Wave,
    Pulse Pulse,
    DateTimeOffset At,
    IReadOnlySet<long> People,
    IReadOnlySet<long> Relationships
)
{
    public static ForeseenAsking Of(ComingWave wave, DateTimeOffset at, OpeningSituation situation, Selection selection) =>
        new(
            wave.Code,
            wave.Pulse,
            at,
            situation.People.Where((_, index) => selection.PerPerson[index].Length > 0).Select(person => person.Id).ToHashSet(),
            selection.Relationships.Where(chosen => chosen.Reason is null).Select(chosen => chosen.Relationship.Id).ToHashSet()
        );

    /// <summary>Whether a wave of the pulse that opens then has to leave these people in peace (rule C1).</summary>
    public bool IsQuietFor(Pulse pulse, DateTimeOffset opensAt) => LastInvited.IsTooClose(Pulse.QuietDays, At, pulse, opensAt);
}
