using Survey.Db.Pulses;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>Everything that decides who is asked when a wave opens.</summary>
/// <param name="Pauses">Relationships about which a person does not want to be asked.</param>
/// <param name="Asked">By relationship id and person id; absent: never asked.</param>
public sealed record OpeningSituation(
    IReadOnlyList<OpeningPerson> People,
    UnitTree Units,
    IReadOnlyList<OpeningRelationship> Relationships,
    IReadOnlySet<(long Person, long Relationship)> Pauses,
    IReadOnlyDictionary<long, IReadOnlyDictionary<long, AskedBefore>> Asked
)
{
    /// <summary>As if nobody had opted out or paused (rule A2).</summary>
    internal OpeningSituation WithoutChoices() =>
        this with
        {
            People = [.. People.Select(person => person.LeftOut == LeftOut.OptedOut ? person with { LeftOut = null } : person)],
            Pauses = new HashSet<(long, long)>(),
        };

    /// <summary>The situation after those waves. The rotation is not advanced: it decides who is asked, not how many.</summary>
    internal OpeningSituation After(IReadOnlyList<EarlierSelection> asked, Pulse pulse, DateTimeOffset opensAt)
    {
        var quiet = asked.Where(asking => asking.IsQuietFor(pulse, opensAt)).SelectMany(asking => asking.People).ToHashSet();
        var own = asked.Where(asking => asking.Pulse.Id == pulse.Id).ToList();
        return this with
        {
            People =
            [
                .. People.Select(person =>
                    person.LeftOut is null && quiet.Contains(person.Id) ? person with { LeftOut = LeftOut.InvitedLately } : person
                ),
            ],
            Relationships =
            [
                .. Relationships
                    .Select(relationship => AfterRecheck(relationship, asked))
                    .OfType<OpeningRelationship>()
                    .Select(relationship => own.Aggregate(relationship, After)),
            ],
        };
    }

    /// <returns>Null: the pulse asks about it only for a re-check, and another wave makes it before.</returns>
    private static OpeningRelationship? AfterRecheck(OpeningRelationship relationship, IReadOnlyList<EarlierSelection> asked) =>
        !relationship.WantsRecheck || !asked.Any(asking => asking.Relationships.Contains(relationship.Id)) ? relationship
        : relationship.IsGuest ? null
        : relationship with { WantsRecheck = false };

    private static OpeningRelationship After(OpeningRelationship relationship, EarlierSelection asked) =>
        asked.Relationships.Contains(relationship.Id) ? relationship with { LastTurn = asked.At, Postponed = 0 }
        : asked.Postponed.Contains(relationship.Id) ? relationship with { Postponed = relationship.Postponed + 1 }
        : relationship;
}
