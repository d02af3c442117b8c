using Survey.Db.Results;

namespace Survey.Tests.Reports.Disclosure.Audit;

/// <summary>Who was asked together: some people answered about up to three relationships, some left one of them empty.</summary>
internal static class RandomInvitations
{
    private const int Most = 3;

    public static IReadOnlyList<AskedTogether> Of(Random random, PublicationFrame frame, IEnumerable<MadeResponse> responses)
    {
        var relationshipOf = frame.Groups.ToDictionary(group => group.Id, group => group.RelationshipId);
        var people = new List<List<long>>();
        foreach (var group in responses.Select(response => response.Group).Concat(frame.Groups.Select(group => group.Id).Where(_ => random.Next(6) == 0)))
        {
            var person = people.Count == 0 ? null : people[random.Next(people.Count)];
            if (person is { Count: < Most } && random.Next(2) == 0 && person.TrueForAll(other => relationshipOf[other] != relationshipOf[group]))
            {
                person.Add(group);
            }
            else
            {
                people.Add([group]);
            }
        }
        return [.. people.CountBy(person => string.Join(' ', person)).Select(alike => new AskedTogether([.. alike.Key.Split(' ').Select(long.Parse)], alike.Value))];
    }
}
