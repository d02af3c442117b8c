using Survey.Db;
using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Tests.Db.Waves;

/// <summary>Rules C1, C2 and C3 on organisations made by chance: a root with eight departments, some of them with teams below.</summary>
public sealed class PlannerPropertyTests
{
    private static readonly Employment[] Employments =
    [
        Employment.Permanent,
        Employment.Permanent,
        Employment.Permanent,
        Employment.Temporary,
        Employment.Contractor,
    ];
    private static readonly string?[] Standings = [null, null, null, null, LeftOut.OptedOut, LeftOut.Newcomer, LeftOut.InvitedLately];

    [Test]
    public void Limits_hold_and_what_is_asked_is_enough_or_said_to_be_short([Range(1, 80)] int seed)
    {
        var random = new Random(seed);
        var situation = Situation(random, random.Next(20, 700), everybody: false);
        var rules = new SelectionRules(random.Next(3, 8), random.Next(1, 4), 0.2 + 0.3 * random.NextDouble());

        var selection = Selector.Select(situation, rules, seed);
        var again = Selector.Select(situation, rules, seed);

        Assert.Multiple(() =>
        {
            Assert.That(again.PerPerson, Is.EqualTo(selection.PerPerson), "the same seed gives the same plan");
            Assert.That(selection.PerPerson.Max(asked => asked.Length), Is.LessThanOrEqualTo(rules.MaxRelationships));
            Assert.That(selection.PerPerson, Is.All.Matches<int[]?>(asked => asked!.Distinct().Count() == asked!.Length));
            Assert.That(
                selection
                    .PerPerson.Index()
                    .Where(person => person.Item.Length > 0)
                    .Select(person => situation.People[person.Index].LeftOut),
                Is.All.Null
            );
            foreach (var chosen in selection.Relationships)
            {
                Assert.That(chosen.Invited, chosen.Reason is null ? Is.GreaterThanOrEqualTo(chosen.Group) : Is.Zero);
                Assert.That(
                    chosen.Cells,
                    Is.All.Matches<SelectedCell?>(cell => cell!.Invited.Count <= cell!.Cell.Wanted),
                    "no more than needed"
                );
            }
        });
    }

    [Test]
    public void Where_nobody_is_held_back_precision_and_cells_are_reached([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        var situation = Situation(random, random.Next(50, 2000), everybody: true);
        var rules = new SelectionRules(5, 20, 0.2 + 0.3 * random.NextDouble());

        var selection = Selector.Select(situation, rules, seed);

        foreach (var chosen in selection.Relationships.Where(chosen => chosen.Reason is null))
        {
            var rating = chosen.Relationship.Expectation.Rating;
            var precision = SampleSize.HalfWidth(
                chosen.Relationship.Expectation.Spread,
                [.. chosen.Cells.Select(cell => (cell.Invited.Count * rating, (double)cell.Cell.Customers))],
                chosen.Relationship.Expectation.AllowsCorrection
            );
            Assert.That(
                precision <= rules.Precision + 1e-9 || chosen.Invited == chosen.Customers,
                Is.True,
                "precise, or everybody is asked"
            );
            foreach (var part in Parts(chosen))
            {
                var (customers, invited) = (part.Sum(cell => cell.Cell.Customers), part.Sum(cell => cell.Invited.Count));
                Assert.That(
                    invited * rating >= SamplingCells.LeastAnswers - 1e-9 || invited == customers,
                    Is.True,
                    $"{part.Key}: eight answers, or all of it"
                );
            }
        }
    }

    /// <summary>As many places as any plan could fill, found by a search that knows nothing of queues or shares.</summary>
    [Test]
    public void Where_people_are_scarce_no_plan_could_ask_more([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        OpeningSituation situation;
        SelectionRules rules;
        Selection selection;
        do
        {
            // Where a relationship is given up, its people count for nothing.
            situation = Situation(random, random.Next(40, 160), everybody: true);
            rules = new SelectionRules(3, random.Next(1, 3), 0.3);
            selection = Selector.Select(situation, rules, seed);
        } while (selection.Relationships.Any(chosen => chosen.Reason == NotAsked.FewAvailable));

        var asked = selection.Relationships.Sum(chosen => chosen.Invited);
        Assert.That(asked, Is.EqualTo(MostPlaces(situation, selection, rules)));
    }

    [Test]
    public void Over_fifty_waves_everybody_of_a_relationship_and_cell_is_asked_equally_often([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var situation = Situation(random, random.Next(200, 900), everybody: true);
        var times = new Dictionary<(int Relationship, int Person), int>();
        var asked = situation.Relationships.ToDictionary(relationship => relationship.Id, _ => new Dictionary<long, AskedBefore>());
        for (var wave = 1; wave <= 50; wave++)
        {
            var before = asked.ToDictionary(row => row.Key, row => (IReadOnlyDictionary<long, AskedBefore>)row.Value);
            // Another precision each time, so that a wave rarely ends where the queue does.
            var selection = Selector.Select(situation with { Asked = before }, new SelectionRules(5, 20, 0.25 + 0.05 * (wave % 4)), wave);
            foreach (var (relationship, chosen) in selection.Relationships.Index())
            {
                foreach (var person in chosen.Cells.SelectMany(cell => cell.Invited))
                {
                    var count = times[(relationship, person)] = times.GetValueOrDefault((relationship, person)) + 1;
                    asked[chosen.Relationship.Id][situation.People[person].Id] = new AskedBefore(wave, count);
                }
            }
        }

        var cells = Selector
            .Select(situation, new SelectionRules(5, 20, 0.001), 1)
            .Relationships.Index()
            .SelectMany(chosen =>
                chosen.Item.Cells.Select(cell => cell.Invited.Select(person => times.GetValueOrDefault((chosen.Index, person))).ToList())
            )
            .Where(cell => cell.Count > 0);
        Assert.That(cells.Select(cell => cell.Max() - cell.Min()), Is.All.LessThanOrEqualTo(1));
    }

    [Test]
    public void Whoever_is_held_back_keeps_the_place()
    {
        var situation = Situation(new Random(5), 600, everybody: true);
        situation = situation with { Relationships = [situation.Relationships[0] with { ProviderUnitId = 2, CustomerUnitId = 1 }] };
        var rules = new SelectionRules(5, 1, 0.30);
        var first = Selector.Select(situation, rules, 1).Relationships[0].Cells.SelectMany(cell => cell.Invited).ToHashSet();
        var lately = situation
            .People.Index()
            .Select(person => first.Contains(person.Index) ? person.Item with { LeftOut = LeftOut.InvitedLately } : person.Item);

        var others = Selector
            .Select(situation with { People = [.. lately] }, rules, 2)
            .Relationships[0]
            .Cells.SelectMany(cell => cell.Invited);
        var asked = others.ToDictionary(person => situation.People[person].Id, _ => new AskedBefore(1, 1));
        var next = Selector.Select(
            situation with
            {
                Asked = new Dictionary<long, IReadOnlyDictionary<long, AskedBefore>> { [situation.Relationships[0].Id] = asked },
            },
            rules,
            3
        );

        Assert.That(next.Relationships[0].Cells.SelectMany(cell => cell.Invited), Is.EquivalentTo(first));
    }

    private static IEnumerable<IGrouping<string, SelectedCell>> Parts(SelectedRelationship chosen) =>
        chosen
            .Cells.Where(cell => cell.Cell.Group.CustomerUnitId != chosen.Relationship.CustomerUnitId)
            .GroupBy(cell => $"unit {cell.Cell.Group.CustomerUnitId}")
            .Concat(
                chosen.Cells.Where(cell => cell.Cell.Group.Employment is not null).GroupBy(cell => cell.Cell.Group.Employment!.Value.Text())
            );

    /// <summary>The largest flow from cells to people, a unit at a time.</summary>
    private static int MostPlaces(OpeningSituation situation, Selection selection, SelectionRules rules)
    {
        var everybody = Selector.Select(situation, rules with { MaxRelationships = 99, Precision = 0.0001 }, 1);
        var cells = selection
            .Relationships.Zip(everybody.Relationships)
            .SelectMany(pair =>
                pair.First.Cells.Select(cell =>
                    (cell.Cell.Wanted, People: pair.Second.Cells.Single(other => other.Cell.Group == cell.Cell.Group).Invited)
                )
            )
            .ToArray();
        var holders = situation.People.Select(_ => new HashSet<int>()).ToArray();
        var places = 0;
        foreach (var (cell, (wanted, _)) in cells.Index())
        {
            for (var place = 0; place < wanted && Place(cell, []); place++)
            {
                places++;
            }
        }
        return places;

        bool Place(int cell, HashSet<int> tried) =>
            tried.Add(cell)
            && cells[cell]
                .People.Any(person =>
                {
                    if (holders[person].Contains(cell))
                    {
                        return false;
                    }
                    if (holders[person].Count < rules.MaxRelationships)
                    {
                        return holders[person].Add(cell);
                    }
                    foreach (var other in holders[person].ToList())
                    {
                        if (Place(other, tried))
                        {
                            holders[person].Remove(other);
                            return holders[person].Add(cell);
                        }
                    }
                    return false;
                });
    }

    private static OpeningSituation Situation(Random random, int people, bool everybody)
    {
        var parents = Enumerable
            .Range(1, 12)
            .ToDictionary(
                unit => (long)unit,
                unit =>
                    unit == 1 ? (long?)null
                    : unit <= 9 ? 1
                    : random.Next(2, 10)
            );
        var staff = Enumerable
            .Range(0, people)
            .Select(index => new OpeningPerson(
                1000 + index,
                (long)(1 + Math.Pow(random.NextDouble(), 1.5) * 12),
                Employments[random.Next(Employments.Length)],
                "en",
                $"p{index}@example.org",
                everybody ? null : Standings[random.Next(Standings.Length)]
            ))
            .ToList();
        var relationships = Enumerable
            .Range(1, random.Next(2, 9))
            .Select(id => new OpeningRelationship(
                id,
                $"R{id}",
                RelationshipKind.TeamToTeam,
                random.Next(2, 10),
                random.Next(2) == 0 ? 1 : random.Next(1, 10),
                1,
                ProviderIsPartner: true,
                null
            )
            {
                Expectation = new Expectation(0.6 + random.NextDouble(), 0.2 + 0.7 * random.NextDouble()),
            });
        return new OpeningSituation(
            staff,
            new UnitTree(parents),
            [.. relationships],
            new HashSet<(long, long)>(),
            new Dictionary<long, IReadOnlyDictionary<long, AskedBefore>>()
        );
    }
}
