using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Tests.Db.Waves;

public sealed class RotationTests
{
    /// <summary>Large cells are put in order piece by piece.</summary>
    [Test]
    public void The_queue_of_a_cell_is_its_people_in_the_order_of_their_turns([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var people = Enumerable
            .Range(1, random.Next(1, 3000))
            .Select(id => new OpeningPerson(id, 1, Employment.Permanent, "en", "", null))
            .ToList();
        var asked = people
            .Where(_ => random.Next(4) < seed % 5)
            .ToDictionary(person => person.Id, _ => new AskedBefore(random.Next(1, 4), random.Next(1, 3)));
        var situation = new OpeningSituation(
            people,
            new UnitTree(new Dictionary<long, long?> { [1] = null }),
            [new OpeningRelationship(1, "R", RelationshipKind.TeamToTeam, 1, 1, 1, false, null)],
            new HashSet<(long, long)>(),
            new Dictionary<long, IReadOnlyDictionary<long, AskedBefore>> { [1] = asked }
        );
        var cell = new AskedCell(
            0,
            0,
            new SamplingCell(new ReportingGroup(1, null), people.Count, random.Next(1, people.Count + 1)),
            [
                [.. Enumerable.Range(0, people.Count)],
            ]
        );

        var inOrder = people
            .Index()
            .Select(person =>
                asked.GetValueOrDefault(person.Item.Id) is var before
                    ? new Rotation(before.Last, before.Times, SeededHash.Of(SeededHash.Seed("R"), person.Item.Id, 0), person.Index)
                    : default
            )
            .Order();

        Assert.That(Rotation.Queue(situation, cell), Is.EqualTo(inOrder.Select(turn => turn.Person)));
    }
}
