using Survey.Db;
using Survey.Db.People;
using Survey.Db.Waves;

namespace Survey.Tests.Db.Waves;

public sealed class ReportingGroupsTests
{
    private const long Customer = 1;
    private const long Sales = 2;
    private const long Shop = 3;
    private const long Store = 4;

    [Test]
    public void Groups_that_are_large_enough_stay_as_they_are() =>
        Assert.That(
            Sizes(5, (5, Sales, "permanent"), (6, Sales, "temporary")),
            Is.EquivalentTo(new[] { (5, Sales, "permanent"), (6, Sales, "temporary") })
        );

    [Test]
    public void Small_employment_kinds_of_a_unit_become_any_together() =>
        Assert.That(
            Sizes(5, (9, Sales, "permanent"), (3, Sales, "temporary"), (2, Sales, "contractor")),
            Is.EquivalentTo(new[] { (9, Sales, "permanent"), (5, Sales, "any") })
        );

    [Test]
    public void A_rest_under_k_absorbs_the_smallest_other_kind_of_its_unit() =>
        Assert.That(
            Sizes(5, (9, Sales, "permanent"), (6, Sales, "contractor"), (2, Sales, "temporary")),
            Is.EquivalentTo(new[] { (9, Sales, "permanent"), (8, Sales, "any") })
        );

    [Test]
    public void A_unit_under_k_rises_to_the_customer_unit() =>
        Assert.That(
            Sizes(5, (9, Sales, "permanent"), (3, Shop, "permanent"), (2, Store, "permanent")),
            Is.EquivalentTo(new[] { (9, Sales, "permanent"), (5, Customer, "any") })
        );

    [Test]
    public void A_rest_under_k_at_the_top_absorbs_the_smallest_whole_unit() =>
        Assert.That(
            Sizes(5, (9, Sales, "permanent"), (4, Store, "permanent"), (3, Store, "temporary"), (2, Shop, "permanent")),
            Is.EquivalentTo(new[] { (9, Sales, "permanent"), (9, Customer, "any") })
        );

    [Test]
    public void A_rest_under_k_at_the_top_absorbs_people_of_the_customer_unit_itself_first() =>
        Assert.That(
            Sizes(5, (9, Sales, "permanent"), (6, Customer, "permanent"), (2, Shop, "permanent")),
            Is.EquivalentTo(new[] { (9, Sales, "permanent"), (8, Customer, "any") })
        );

    [Test]
    public void An_unknown_employment_is_any_from_the_start() =>
        Assert.That(
            Sizes(5, (7, Customer, "any"), (5, Customer, "permanent")),
            Is.EquivalentTo(new[] { (7, Customer, "any"), (5, Customer, "permanent") })
        );

    [Test]
    public void Fewer_than_k_people_in_all_are_one_group() =>
        Assert.That(Sizes(5, (2, Sales, "permanent"), (2, Shop, "temporary")), Is.EqualTo(new[] { (4, Customer, "any") }));

    [Test]
    public void Nobody_makes_no_group() => Assert.That(ReportingGroups.Coarsen([], Customer, 5), Is.Empty);

    [Test]
    public void Whatever_the_organisation_each_group_has_k_people_and_tells_nothing_false([Range(1, 400)] int seed)
    {
        var random = new Random(seed);
        var k = random.Next(3, 11);
        var people = Enumerable.Range(0, random.Next(k, 200)).Select(_ => RandomPerson(random)).ToArray();

        var groups = ReportingGroups.Coarsen(people, Customer, k);

        Assert.Multiple(() =>
        {
            Assert.That(groups.CountBy(group => group).Min(size => size.Value), Is.GreaterThanOrEqualTo(k));
            foreach (var (person, group) in people.Zip(groups))
            {
                Assert.That(group.CustomerUnitId, Is.EqualTo(person.CustomerUnitId).Or.EqualTo(Customer));
                Assert.That(group.Employment, Is.EqualTo(person.Employment).Or.Null);
            }
            foreach (
                var unit in people
                    .Zip(groups)
                    .Where(pair => pair.First.CustomerUnitId != Customer)
                    .GroupBy(pair => pair.First.CustomerUnitId)
            )
            {
                Assert.That(
                    unit.Select(pair => pair.Second.CustomerUnitId).Distinct().Count(),
                    Is.EqualTo(1),
                    "a unit stays whole or rises whole"
                );
            }
        });
    }

    private static ReportingGroup RandomPerson(Random random) =>
        new(
            (long)(1 + (Math.Pow(random.NextDouble(), 2) * 12)),
            random.NextDouble() switch
            {
                < 0.7 => Employment.Permanent,
                < 0.85 => Employment.Temporary,
                < 0.95 => Employment.Contractor,
                < 0.98 => Employment.Partner,
                _ => (Employment?)null,
            }
        );

    private static (int, long, string)[] Sizes(int k, params (int Count, long Unit, string Employment)[] people) =>
        [
            .. ReportingGroups
                .Coarsen(
                    [
                        .. people.SelectMany(kind =>
                            Enumerable.Repeat(new ReportingGroup(kind.Unit, EnumText.Find<Employment>(kind.Employment)), kind.Count)
                        ),
                    ],
                    Customer,
                    k
                )
                .CountBy(group => group)
                .Select(size => (size.Value, size.Key.CustomerUnitId, size.Key.Employment.Text() ?? "any")),
        ];
}
