using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Reports.Disclosure.Audit;

namespace Survey.Tests.Reports.Publishing;

/// <summary>
/// Everybody answered. Where the number of customers is known, "everybody rated it" beside the number of ratings tells how many said that it
/// does not apply, or had no contact. The relationship asks for groups of five.
/// </summary>
public sealed class CensusTests
{
    private static readonly string[] Kinds = ["permanent", "temporary"];

    [TestCase(0, true)]
    [TestCase(1, false)]
    [TestCase(4, false)]
    [TestCase(5, true)]
    public void Of_a_relationship_it_is_told_unless_few_said_that_a_step_does_not_apply(int others, bool told) =>
        Assert.That(Census(Made((30, others, 0))), Is.EqualTo(new[] { told }));

    [TestCase(0, true)]
    [TestCase(4, false)]
    [TestCase(5, true)]
    public void Of_a_relationship_it_is_told_unless_few_had_no_contact(int others, bool told) =>
        Assert.That(Census(Made((30, 0, others))), Is.EqualTo(new[] { told }));

    // The whole tells 8; were 6 told of a part, 2 would be left to the other.
    [Test]
    public void Of_a_part_it_is_told_only_when_the_step_applies_to_all_with_contact() => Assert.Multiple(() =>
    {
        Assert.That(Census(Made((20, 2, 0), (20, 6, 0))), Is.EqualTo(new[] { true, false, false }));
        Assert.That(Census(Made((20, 0, 2), (20, 0, 6))), Is.EqualTo(new[] { true, false, false }));
        Assert.That(Census(Made((20, 0, 0), (20, 0, 0))), Is.EqualTo(new[] { true, true, true }));
    });

    /// <summary>Of the relationship and its employment kinds.</summary>
    private static IEnumerable<bool> Census(MadeWave made)
    {
        var wave = WaveFigures.Of(made.Frame, made.Answers, made.Contacts, null);
        return wave.Figures.Zip(wave.Items)
            .Where(row => row.Second is { Item: "waiting", Cell.Kind: CellKind.Relationship or CellKind.RelationshipEmployment }).Select(row => row.First.Census);
    }

    /// <summary>A relationship with customers of so many kinds.</summary>
    private static MadeWave Made(params (int Ratings, int DoesNotApply, int NoContact)[] kinds)
    {
        var parents = new Dictionary<long, long?> { [1] = null, [2] = 1, [3] = 1 };
        var all = kinds.Sum(kind => kind.Ratings + kind.DoesNotApply + kind.NoContact);
        List<FramedRelationship> relationships = [new(1, 2, 3, 1, 1, 5, null, all, all)];
        List<FramedGroup> groups = [.. kinds.Select((kind, place) => (place, N: kind.Ratings + kind.DoesNotApply + kind.NoContact))
            .Select(row => new FramedGroup(row.place + 1, 1, 3, kinds.Length > 1 ? Kinds[row.place] : null, row.N, row.N, row.N))];
        return new(
            new(Plan.Of(relationships, groups, parents), relationships, groups, parents, new Dictionary<long, Questionnaire> { [1] = RandomJourney.Of(["waiting"]) }),
            [.. kinds.SelectMany((kind, place) => Answers(place + 1, kind.Ratings, kind.DoesNotApply))],
            [.. kinds.SelectMany((kind, place) => new[] { new ContactCount(place + 1, true, null, kind.Ratings + kind.DoesNotApply), new ContactCount(place + 1, false, null, kind.NoContact) })]);
    }

    private static IEnumerable<AnswerCount> Answers(long group, int ratings, int doesNotApply) =>
    [
        .. Enumerable.Range(0, ratings).CountBy(person => 1 + person % 5).Select(rating => new AnswerCount(group, 0, rating.Key, rating.Value)),
        new(group, 0, Item.DoesNotApply, doesNotApply),
        new(group, 1, 3, ratings + doesNotApply),
    ];
}
