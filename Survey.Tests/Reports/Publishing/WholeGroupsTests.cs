using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Reports.Disclosure.Audit;

namespace Survey.Tests.Reports.Publishing;

/// <summary>Rule A7 beside rules D4 and D5: whose whole responses may be looked at without telling what is hidden of others.</summary>
public sealed class WholeGroupsTests
{
    [Test]
    public void Everybody_is_looked_at_where_nothing_is_hidden() =>
        Assert.That(LookedAt(new(3, null, 12, 12), new(4, null, 40, 40)), Is.EqualTo(new[] { 3, 4 }));

    [Test]
    public void Two_units_that_are_hidden_altogether_are_looked_at_because_they_could_change_places() =>
        Assert.That(LookedAt(new(3, null, 3, 3), new(4, null, 6, 6), new(5, null, 40, 40)), Is.EqualTo(new[] { 3, 4, 5 }));

    // Were overall ratings the same as those of waiting, those of the two units together would be known of waiting, too, and so those of the third.
    [Test]
    public void They_are_not_where_a_rating_of_a_third_unit_is_hidden_with_theirs() =>
        Assert.That(LookedAt(new(2, null, 12, 3), new(3, null, 3, 3), new(4, null, 7, 7), new(5, null, 40, 40)), Is.EqualTo(new[] { 5 }));

    // Three rated waiting in each of two units with no employment in common. Were overall ratings the same as those of waiting in the unit
    // between them, which has both, its ratings of waiting would be known by employment, and so those of the three.
    [Test]
    public void A_unit_that_is_shown_is_not_looked_at_where_only_its_people_could_pass_on_hidden_ratings() =>
        Assert.That(LookedAt(new(2, "permanent", 12, 3), new(3, "permanent", 20, 20), new(3, "temporary", 20, 20), new(4, "temporary", 12, 3), new(5, "any", 40, 40)), Is.EqualTo(new[] { 5 }));

    private sealed record Group(int Unit, string? Employment, int Rated, int RatedWaiting);

    /// <returns>The units, in order.</returns>
    private static IEnumerable<int> LookedAt(params Group[] groups)
    {
        var made = HandMade.Service([.. groups.Select(group => (group.Unit, group.Employment, group.Rated, group.RatedWaiting))]);
        var search = WitnessSearch.Of(made);

        Assert.That(search.Narrowed, Is.Empty);
        Assert.That(search.Noticed, Is.Empty);
        return new WholeResponses(made.Frame, made.Figures()).Groups().Select(id => (int)made.Frame.Groups.First(group => group.Id == id).CustomerUnitId).Distinct().Order();
    }
}
