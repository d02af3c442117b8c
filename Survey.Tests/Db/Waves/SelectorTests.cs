using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Tests.Db.Waves;

/// <summary>Units: 1 the root; 2 IT, 3 sales with 4 inside sales below it, 5 a lone provider, 6 a partner organisation.</summary>
public sealed class SelectorTests
{
    private static readonly UnitTree Units = new(
        new Dictionary<long, long?>
        {
            [1] = null,
            [2] = 1,
            [3] = 1,
            [4] = 3,
            [5] = 1,
            [6] = 1,
        }
    );

    private readonly List<OpeningPerson> _people = [];
    private readonly HashSet<(long, long)> _pauses = [];
    private readonly Dictionary<long, IReadOnlyDictionary<long, AskedBefore>> _asked = [];

    [SetUp]
    public void Fill()
    {
        _people.Clear();
        _pauses.Clear();
        _asked.Clear();
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
        Assert.That(Select(Line(1, provider: 1, customer: 2)).Relationships[0].Invited, Is.EqualTo(6));

    [Test]
    public void A_provider_with_fewer_than_three_active_people_is_not_rated() =>
        Assert.That(Select(Line(1, provider: 5, customer: 1)).Relationships[0].Reason, Is.EqualTo(NotAsked.SmallProvider));

    [Test]
    public void A_partner_needs_no_three_people() =>
        Assert.That(Select(Line(1, provider: 6, customer: 1, kind: RelationshipKind.Partner)).Relationships[0].Reason, Is.Null);

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

        var six = Select(Line(1, provider: 2, customer: 2, kind: RelationshipKind.WithinTeam, lead: lead));
        Add(2, 2);
        var seven = Select(Line(1, provider: 2, customer: 2, kind: RelationshipKind.WithinTeam, lead: lead));

        Assert.Multiple(() =>
        {
            Assert.That(six.Relationships[0].Reason, Is.EqualTo(NotAsked.FewCustomers));
            Assert.That(seven.Relationships[0].Reason, Is.Null);
            Assert.That(seven.Relationships[0].Group, Is.EqualTo(7));
            Assert.That(Invited(seven, 0).Select(index => _people[index].Email).ToList(), Has.Count.EqualTo(7).And.No.Member(lead));
        });
    }

    [TestCase(LeftOut.OptedOut)]
    [TestCase(LeftOut.Newcomer)]
    [TestCase(LeftOut.Leaver)]
    [TestCase(LeftOut.InvitedLately)]
    [TestCase(LeftOut.Unreachable)]
    public void Whoever_cannot_be_asked_now_is_left_out_and_counted_but_stays_a_customer(string reason)
    {
        _people[6] = _people[6] with { LeftOut = reason };
        _people[0] = _people[0] with { LeftOut = reason };

        var selection = Select(Line(1, provider: 2, customer: 3));

        Assert.Multiple(() =>
        {
            Assert.That(selection.Relationships[0].Customers, Is.EqualTo(12));
            Assert.That(Invited(selection, 0), Has.Count.EqualTo(11).And.No.Member(6));
            var counts = selection.LeftOut;
            Assert.That(
                new[] { counts.Newcomers, counts.Leavers, counts.InvitedLately, counts.Unreachable },
                Is.EqualTo(
                    new[] { LeftOut.Newcomer, LeftOut.Leaver, LeftOut.InvitedLately, LeftOut.Unreachable }.Select(other =>
                        other == reason ? 1 : 0
                    )
                ),
                "the one who is no customer is not counted, nor is anybody's choice"
            );
        });
    }

    [Test]
    public void Not_for_a_year_is_about_one_relationship()
    {
        _pauses.Add((_people[8].Id, 1));

        var selection = Select(Line(1, provider: 2, customer: 3), Line(2, provider: 1, customer: 3));

        Assert.Multiple(() =>
        {
            Assert.That(Invited(selection, 0), Has.Count.EqualTo(11).And.No.Member(8));
            Assert.That(Invited(selection, 1), Has.Count.EqualTo(12));
        });
    }

    [Test]
    public void What_waited_longest_in_this_pulse_comes_first_whatever_another_pulse_asked()
    {
        var waiting = Line(1, provider: 2, customer: 3);
        var recent = Line(2, provider: 1, customer: 3) with { LastTurn = DateTimeOffset.UnixEpoch };
        _asked[1] = _people.ToDictionary(person => person.Id, _ => new AskedBefore(DateTimeOffset.UnixEpoch.AddYears(50).Ticks, 9));

        var selection = Select(1, recent, waiting);

        Assert.Multiple(() =>
        {
            Assert.That(selection.Relationships[1].Invited, Is.EqualTo(12));
            Assert.That((selection.Relationships[0].Reason, selection.Relationships[0].HeldBack), Is.EqualTo((NotAsked.FewAvailable, 12)));
        });
    }

    [Test]
    public void People_move_over_so_that_one_more_relationship_gets_all_it_needs()
    {
        // The first takes some of the twelve whom the second needs, all of them.
        Add(3, 300);
        Add(4, 8);
        var wide = Line(1, provider: 2, customer: 1);
        var narrow = Line(2, provider: 1, customer: 4);

        var selection = Select(1, wide, narrow with { LastTurn = DateTimeOffset.UnixEpoch });

        Assert.That(selection.Relationships.Select(row => (row.Reason, row.Invited == row.Wanted)), Is.All.EqualTo(((string?)null, true)));
    }

    [Test]
    public void Where_people_are_scarce_it_is_not_the_same_relationship_that_loses_each_time()
    {
        OpeningRelationship[] rivals = [Line(1, provider: 2, customer: 3), Line(2, provider: 1, customer: 3)];

        var losers = Enumerable
            .Range(1, 20)
            .Select(seed => Select(1, rivals, seed).Relationships.Single(row => row.Reason is not null).Relationship.Id);

        Assert.That(losers.Distinct(), Is.EquivalentTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_missed_promise_comes_first_but_not_before_what_was_left_out_twice_nor_before_what_is_pinned()
    {
        var plain = Line(1, provider: 2, customer: 3);
        var missed = Line(2, provider: 1, customer: 3) with { MissedPromise = true, LastTurn = DateTimeOffset.UnixEpoch };

        Assert.Multiple(() =>
        {
            Assert.That(Asked(plain, missed), Is.EqualTo(new long[] { 2 }));
            Assert.That(Asked(plain with { Postponed = 1 }, missed), Is.EqualTo(new long[] { 2 }));
            Assert.That(Asked(plain with { Postponed = 2 }, missed), Is.EqualTo(new long[] { 1 }));
            Assert.That(Asked(plain with { Postponed = 2 }, missed with { PinnedUntil = new(2026, 3, 2) }), Is.EqualTo(new long[] { 2 }));
        });

        List<long> Asked(params OpeningRelationship[] relationships) =>
            [.. Select(1, relationships).Relationships.Where(row => row.Reason is null).Select(row => row.Relationship.Id)];
    }

    [Test]
    public void An_open_question_comes_after_a_missed_promise_and_before_what_waits_for_longest()
    {
        var plain = Line(1, provider: 2, customer: 3);
        var open = Line(2, provider: 1, customer: 3) with { OpenQuestion = true, LastTurn = DateTimeOffset.UnixEpoch };

        Assert.Multiple(() =>
        {
            Assert.That(Asked(plain, open), Is.EqualTo(2));
            Assert.That(Asked(plain with { MissedPromise = true, LastTurn = DateTimeOffset.UnixEpoch }, open), Is.EqualTo(1));
            Assert.That(Asked(plain with { Postponed = 2 }, open), Is.EqualTo(1));
        });

        long Asked(params OpeningRelationship[] relationships) =>
            Select(1, relationships).Relationships.Single(row => row.Reason is null).Relationship.Id;
    }

    [Test]
    public void What_twice_had_too_few_answers_is_not_asked_and_leaves_its_people_to_others()
    {
        var lacking = Line(1, provider: 2, customer: 3) with { LacksAnswers = true };

        var selection = Select(1, lacking, Line(2, provider: 1, customer: 3));

        Assert.That(
            selection.Relationships.Select(row => (row.Reason, row.Invited)),
            Is.EqualTo(new[] { ((string?)NotAsked.FewAnswers, 0), (null, 12) })
        );
    }

    private Selection Select(params OpeningRelationship[] relationships) => Select(3, relationships);

    private Selection Select(int max, params OpeningRelationship[] relationships) => Select(max, relationships, 42);

    private Selection Select(int max, OpeningRelationship[] relationships, long seed) =>
        Selector.Select(new OpeningSituation(_people, Units, relationships, _pauses, _asked), new SelectionRules(5, max, 0.30), seed);

    private void Add(long unit, int count) =>
        _people.AddRange(
            Enumerable
                .Range(_people.Count, count)
                .Select(index => new OpeningPerson(1000 + index, unit, Employment.Permanent, "en", $"p{index}@example.org", LeftOut: null))
        );

    private static OpeningRelationship Line(
        long id,
        long provider,
        long customer,
        RelationshipKind kind = RelationshipKind.TeamToTeam,
        string? lead = null
    ) => new(id, $"R{id}", kind, provider, customer, 1, ProviderIsPartner: provider == 6, lead);

    private static IReadOnlyList<int> Invited(Selection selection, int relationship) =>
        [.. selection.Relationships[relationship].Cells.SelectMany(cell => cell.Invited)];

    private IEnumerable<long> InvitedUnits(Selection selection, int relationship) =>
        Invited(selection, relationship).Select(index => _people[index].UnitId).Distinct();
}
