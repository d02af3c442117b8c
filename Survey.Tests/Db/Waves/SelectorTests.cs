using Survey.Db.Waves;

namespace Survey.Tests.Db.Waves;

/// <summary>Units: 1 the root; 2 IT, 3 sales with 4 inside sales below it, 5 a lone provider, 6 a partner organisation.</summary>
public sealed class SelectorTests
{
    private static readonly UnitTree Units = new(new Dictionary<long, long?> { [1] = null, [2] = 1, [3] = 1, [4] = 3, [5] = 1, [6] = 1 });

    private readonly List<OpeningPerson> _people = [];
    private readonly HashSet<(long, long)> _pauses = [];
    private readonly Dictionary<(long, long), DateOnly> _lastAsked = [];

    [SetUp]
    public void Fill()
    {
        _people.Clear();
        _pauses.Clear();
        _lastAsked.Clear();
        Add(2, 6);
        Add(3, 8);
        Add(4, 4);
        Add(5, 2);
    }

    [Test]
    public void The_providers_own_people_and_those_below_are_left_out_of_a_wider_customer_unit()
    {
        var selection = Select(Line(1, provider: 3, customer: 1));

        Assert.Multiple(() =>
        {
            Assert.That(selection.Relationships[0].Customers, Is.EqualTo(8));
            Assert.That(InvitedUnits(selection, 0), Is.EquivalentTo(new long[] { 2, 5 }));
        });
    }

    [Test]
    public void A_provider_above_its_customer_leaves_nobody_out() =>
        Assert.That(Select(Line(1, provider: 1, customer: 2)).Relationships[0].Invited, Has.Count.EqualTo(6));

    [Test]
    public void A_provider_with_fewer_than_three_active_people_is_not_rated() =>
        Assert.That(Select(Line(1, provider: 5, customer: 1)).Relationships[0].Reason, Is.EqualTo(NotAsked.SmallProvider));

    [Test]
    public void A_partner_needs_no_three_people() =>
        Assert.That(Select(Line(1, provider: 6, customer: 1, kind: "partner")).Relationships[0].Reason, Is.Null);

    [Test]
    public void Fewer_customers_than_k_are_not_asked()
    {
        var selection = Select(Line(1, provider: 2, customer: 4));

        Assert.Multiple(() =>
        {
            Assert.That(selection.Relationships[0].Reason, Is.EqualTo(NotAsked.FewCustomers));
            Assert.That(selection.PerPerson, Has.All.Empty);
        });
    }

    [Test]
    public void Within_a_team_seven_are_needed_and_the_lead_is_not_asked()
    {
        var lead = _people.First(person => person.UnitId == 2).Email;

        var six = Select(Line(1, provider: 2, customer: 2, kind: "within_team", lead: lead));
        Add(2, 2);
        var seven = Select(Line(1, provider: 2, customer: 2, kind: "within_team", lead: lead));

        Assert.Multiple(() =>
        {
            Assert.That(six.Relationships[0].Reason, Is.EqualTo(NotAsked.FewCustomers));
            Assert.That(seven.Relationships[0].Reason, Is.Null);
            Assert.That(seven.Relationships[0].Group, Is.EqualTo(7));
            Assert.That(seven.Relationships[0].Invited.Select(index => _people[index].Email).ToList(), Has.Count.EqualTo(7).And.No.Member(lead));
        });
    }

    [Test]
    public void Whoever_opted_out_or_was_invited_lately_or_paused_is_left_in_peace_but_stays_a_customer()
    {
        _people[6] = _people[6] with { OptedOut = true };
        _people[7] = _people[7] with { Quiet = true };
        _pauses.Add((_people[8].Id, 1));

        var selection = Select(Line(1, provider: 2, customer: 3));

        Assert.Multiple(() =>
        {
            Assert.That(selection.Relationships[0].Customers, Is.EqualTo(12));
            Assert.That(selection.Relationships[0].Invited, Has.Count.EqualTo(9).And.No.Member(6).And.No.Member(7).And.No.Member(8));
            Assert.That(selection.HeldBack, Is.EqualTo(1));
        });
    }

    [Test]
    public void At_most_so_many_relationships_those_not_asked_the_longest_first()
    {
        foreach (var person in _people)
        {
            _lastAsked[(person.Id, 1)] = new DateOnly(2026, 2, 1);
            _lastAsked[(person.Id, 2)] = new DateOnly(2026, 1, 1);
        }

        var selection = Select(1, Line(1, provider: 2, customer: 3), Line(2, provider: 2, customer: 1), Line(3, provider: 1, customer: 3));

        Assert.Multiple(() =>
        {
            Assert.That(selection.PerPerson.Max(relationships => relationships.Length), Is.EqualTo(1));
            Assert.That(InvitedUnits(selection, 2), Is.EquivalentTo(new long[] { 3, 4 }), "never asked about the third");
            Assert.That(InvitedUnits(selection, 1), Is.EquivalentTo(new long[] { 5 }).Or.Empty);
        });
    }

    [Test]
    public void Giving_up_a_relationship_with_too_few_lets_its_people_be_asked_about_another()
    {
        // Everybody of unit 3 and 4 was asked about relationship 2 lately; unit 5 has two people who prefer relationship 1 alone.
        var wide = Line(1, provider: 2, customer: 1);
        var narrow = Line(2, provider: 1, customer: 3);
        _people.Where(person => person.UnitId is 3 or 4).ToList().ForEach(person => _lastAsked[(person.Id, 1)] = new DateOnly(2026, 2, 1));

        var selection = Select(1, wide, narrow);

        Assert.Multiple(() =>
        {
            Assert.That(selection.Relationships[0].Reason, Is.EqualTo(NotAsked.FewAvailable), "only the two of unit 5 would be asked");
            Assert.That(selection.Relationships[0].Invited, Is.Empty);
            Assert.That(selection.Relationships[1].Invited, Has.Count.EqualTo(12));
        });
    }

    [Test]
    public void Whatever_the_situation_nobody_is_asked_too_much_and_no_relationship_by_too_few([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        Add(3, random.Next(20));
        Add(4, random.Next(20));
        for (var index = 0; index < _people.Count; index++)
        {
            _people[index] = _people[index] with { Quiet = random.Next(5) == 0, OptedOut = random.Next(9) == 0 };
        }
        var relationships = Enumerable.Range(1, 12).Select(id => Line(id, 1 + random.Next(4), 1 + random.Next(4))).ToArray();

        var selection = Select(2, relationships);
        var again = Select(2, relationships);

        Assert.Multiple(() =>
        {
            Assert.That(selection.PerPerson.Max(chosen => chosen.Length), Is.LessThanOrEqualTo(2));
            foreach (var chosen in selection.Relationships)
            {
                Assert.That(chosen.Invited.Count, chosen.Reason is null ? Is.GreaterThanOrEqualTo(chosen.Group) : Is.Zero);
                Assert.That(chosen.Invited.Select(index => _people[index]), Has.None.Matches<OpeningPerson?>(person => person is not { Quiet: false, OptedOut: false }));
            }
            Assert.That(again.PerPerson, Is.EqualTo(selection.PerPerson), "the same seed gives the same choice");
        });
    }

    private Selection Select(params OpeningRelationship[] relationships) => Select(3, relationships);

    private Selection Select(int max, params OpeningRelationship[] relationships) =>
        Selector.Select(new OpeningSituation(_people, Units, relationships, _pauses, _lastAsked), 5, max, seed: 42);

    private void Add(long unit, int count) => _people.AddRange(Enumerable.Range(_people.Count, count).Select(index =>
        new OpeningPerson(1000 + index, unit, "permanent", "en", $"p{index}@example.org", OptedOut: false, Quiet: false)));

    private static OpeningRelationship Line(long id, long provider, long customer, string kind = "team_to_team", string? lead = null) =>
        new(id, $"R{id}", kind, provider, customer, 1, ProviderIsPartner: provider == 6, lead);

    private IEnumerable<long> InvitedUnits(Selection selection, int relationship) =>
        selection.Relationships[relationship].Invited.Select(index => _people[index].UnitId).Distinct();
}
