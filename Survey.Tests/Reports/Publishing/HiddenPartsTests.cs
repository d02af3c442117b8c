using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Reports.Scoring;

namespace Survey.Tests.Reports.Publishing;

/// <summary>Rule A6 within a relationship: what few answered does not follow from the figures beside theirs.</summary>
public sealed class HiddenPartsTests
{
    private const string Mixed = "1 2 3 4 5";

    [TestCase(new[] { 25, 18, 7 }, new[] { 18, 7 }, Description = "The whole less 25 and 18 is the distribution of 7")]
    [TestCase(new[] { 25, 18, 7, 8 }, new[] { 7, 8 }, Description = "Either is as good as the other less what is shown of it")]
    [TestCase(new[] { 25, 18, 7, 3 }, new[] { 7, 3 })]
    [TestCase(new[] { 25, 18, 7, 2 }, new[] { 18, 7, 2 }, Description = "Less 25 and 18, nine are left")]
    [TestCase(new[] { 25, 18, 11 }, new int[0])]
    public void Units_beside_few_answers_are_hidden_where_they_would_tell_them(int[] answers, int[] hidden) =>
        Assert.That(Hidden([.. answers.Select(count => Histogram(count, Mixed))]), Is.EquivalentTo(hidden));

    [Test]
    public void Few_answers_are_shown_beside_enough_people_of_no_unit() =>
        Assert.That(Hidden([Histogram(25, Mixed), Histogram(18, Mixed), Histogram(7, Mixed)], Histogram(9, Mixed)), Is.Empty);

    // Where those of no unit said 1, too, the whole less 25 and 18 says that all of the unit did.
    [TestCase("1", new[] { 18 })]
    [TestCase("3", new int[0])]
    public void An_open_end_is_shown_where_the_mean_could_as_well_lie_nearer_to_the_middle(string others, int[] hidden) =>
        Assert.That(Hidden([Histogram(25, Mixed), Histogram(18, Mixed), Histogram(7, "1")], Histogram(9, others)), Is.EquivalentTo(hidden));

    /// <summary>The numbers of answers in hidden units of one service.</summary>
    private static IEnumerable<int> Hidden(IReadOnlyList<Histogram> units, Histogram? ofNoUnit = null)
    {
        var groups = units.Select((answers, place) => (Group(place + 1), answers)).ToList();
        if (ofNoUnit is not null)
        {
            groups.Add((Group(0), ofNoUnit));
        }
        var parts = units.Select((answers, place) => Cell(CellKind.RelationshipUnit, place + 1, answers)).ToList();
        var whole = Cell(CellKind.Relationship, 0, Survey.Reports.Scoring.Histogram.Together([.. groups.Select(group => group.Item2)]));
        var hidden = new HiddenParts(whole, parts, groups).Of(new HashSet<long>());
        return parts.Where(part => hidden.Contains(part.Cell.Id)).Select(part => part.People);
    }

    private static FramedGroup Group(long unit) => new(unit, 1, unit, null, null, null, null);

    private static CellItem Cell(string kind, long unit, Histogram answers) => new(
        new PublicationCell(unit, 1, kind, 1, null, unit, null, 5), "overall", AnswerScale.Of(QuestionKind.Rating, 0),
        new Strata([new Stratum(answers, Population.Unknown(answers.N), 0)]), answers.N, IsBreakdownPoint: false);

    private static Histogram Histogram(int count, string values)
    {
        var said = values.Split(' ').Select(int.Parse).ToList();
        return new(1, [.. Enumerable.Range(1, 5).Select(value => Enumerable.Range(0, count).Count(person => said[person % said.Count] == value))]);
    }
}
