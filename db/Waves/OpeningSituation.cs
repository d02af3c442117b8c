using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>Everything that decides who is asked in a wave, as it is when the wave opens.</summary>
/// <param name="People">Every active person.</param>
/// <param name="Relationships">Those that the pulse names, by code.</param>
/// <param name="Pauses">(person, relationship) where the person asked to be left alone.</param>
/// <param name="Asked">For a relationship and a person, by their ids, what came before; absent: never asked.</param>
public sealed record OpeningSituation(
    IReadOnlyList<OpeningPerson> People,
    UnitTree Units,
    IReadOnlyList<OpeningRelationship> Relationships,
    IReadOnlySet<(long Person, long Relationship)> Pauses,
    IReadOnlyDictionary<long, IReadOnlyDictionary<long, AskedBefore>> Asked
)
{
    /// <summary>As if nobody had chosen to be left alone.</summary>
    internal OpeningSituation WithoutChoices() =>
        this with
        {
            People = [.. People.Select(person => person.LeftOut == LeftOut.OptedOut ? person with { LeftOut = null } : person)],
            Pauses = new HashSet<(long, long)>(),
        };

    /// <summary>
    /// As it will be for a wave of the pulse that opens after those. Whose turn it is stays as it is: it decides who, not how many.
    /// </summary>
    internal OpeningSituation After(IReadOnlyList<ForeseenAsking> asked, Pulse pulse, DateTimeOffset opensAt)
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
                .. Relationships.Select(relationship =>
                    own.LastOrDefault(asking => asking.Relationships.Contains(relationship.Id)) is { } last
                        ? relationship with
                        {
                            LastTurn = last.At,
                        }
                        : relationship
                ),
            ],
        };
    }
}
