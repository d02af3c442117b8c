using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Reports.Publishing;
using Survey.Tests.Reports.Disclosure.Audit;

namespace Survey.Tests.Reports.Publishing;

/// <summary>What is told of a roll-up and of participation where a relationship is hidden: one of three has 3 answers, another goes with it.</summary>
public sealed class HiddenInsideTests
{
    private readonly MadeWave _made = HandMade.ThreeOfOnePair(3, 20, 30);
    private WaveFigures _wave = null!;

    [SetUp]
    public void Publish() => _wave = WaveFigures.Of(_made.Frame, _made.Answers, _made.Contacts, null);

    [Test]
    public void A_roll_up_with_something_hidden_inside_tells_the_distribution_of_those_that_tell_theirs() =>
        Assert.That(Figure(CellKind.Organisation), Is.EqualTo((Shown.Yes, (int?)53, "6 6 6 6 6", (int?)40)));

    [TestCase(9, 50)]
    [TestCase(10, 60)]
    public void A_roll_up_tells_no_distribution_of_a_relationship_with_fewer_than_ten_answers(int few, int told)
    {
        var figure = Overall(HandMade.ThreeOfOnePair(few, 20, 30), CellKind.Organisation);

        Assert.That((figure.Counts!.Sum(), figure.DistributionOf), Is.EqualTo((told, (int?)told)));
    }

    // The others have 50 answers and a mean of 3.
    [TestCase("5: 3, 4: 2", "55-59", 3.58, Description = "Shown as 4.5 or higher: it counts as 4.75")]
    [TestCase("5: 9", "55-59", 3.58)]
    [TestCase("1: 5", "55-59", 2.42)]
    [TestCase("4: 5, 3: 3", "55-59", 3.2, Description = "3.6, not 3.625")]
    [TestCase("4: 10", null, 3.33)]
    public void In_a_roll_up_few_answers_count_as_they_are_shown(string few, string? band, double mean)
    {
        var made = HandMade.ThreeOfOnePair(0, 20, 30);
        var answers = few.Split(", ").Select(part => part.Split(": ").Select(int.Parse).ToArray()).ToList();
        var figure = Overall(made with
        {
            Answers = [.. made.Answers, .. answers.Select(row => new AnswerCount(1, 0, row[0], row[1]))],
            Contacts = [.. made.Contacts.Where(row => row.ReportingGroupId != 1), new ContactCount(1, true, null, answers.Sum(row => row[1]))],
        }, CellKind.Organisation);

        Assert.That((figure.N, figure.NBand, figure.Value, figure.IsCoarse), Is.EqualTo((band is null ? 60 : (int?)null, band, (double?)mean, false)));
    }

    // Two bands of 3 to 9 are 6 to 18 together, and would be less if ten were the end of it.
    [TestCase(3, 4)]
    [TestCase(9, 8)]
    public void Whether_a_roll_up_is_exact_does_not_tell_how_many_few_are(int one, int other)
    {
        var made = HandMade.ThreeOfOnePair(one, other);
        var frame = made.Frame with
        {
            Relationships = [.. made.Frame.Relationships.Select(row => row with { MinimumGroup = 3 })],
            Cells = [.. made.Frame.Cells.Select(cell => cell with { MinimumGroup = 3 })],
        };
        var figure = Overall(made with { Frame = frame }, CellKind.Organisation);

        Assert.That((figure.N, figure.NBand, figure.IsCoarse, figure.Low), Is.EqualTo(((int?)null, "6-18", true, (double?)null)));
    }

    // One relationship with few answers and one whose customers all answered: the other's is told, and not that it is everybody's.
    [TestCase(0)]
    [TestCase(9)]
    public void Of_time_lost_a_roll_up_tells_those_that_tell_theirs_and_nothing_of_the_others(int few)
    {
        var figure = TimeLost(few, 40);

        Assert.That((figure.N, Join(figure.Counts), figure.Value, figure.Census), Is.EqualTo(((int?)40, "0 0 40 0 0", (double?)2, false)));
    }

    // 40 customers stand behind each of them, however many answered.
    [Test]
    public void Time_lost_is_weighted_by_customers_like_every_other_figure_over_several() =>
        Assert.That(Join(TimeLost(10, 30).Counts), Is.EqualTo("0 20 20 0 0"));

    [Test]
    public void Of_time_lost_nothing_is_told_where_no_relationship_tells_its_own() =>
        Assert.That(TimeLost(9, 9), Is.EqualTo(TimeLost(0, 0)).And.Property("Shown").EqualTo(Shown.Hidden));

    // Relationship 1 has 5 customers who answered all; whether it is a census tells how many of them had contact.
    [Test]
    public void A_roll_up_with_something_hidden_inside_is_no_census_and_has_an_interval()
    {
        var wave = HandMade.ThreeOfOnePair(3, 40, 40, 40);
        var asked = wave.Frame.Relationships.Select(row => row.RelationshipId == 1 ? row with { Customers = 3, Invited = 3 } : row).ToList();
        var groups = wave.Frame.Groups.Select(row => row.RelationshipId == 1 ? row with { Invited = 3, Reached = 3, Customers = 3 } : row).ToList();
        var figure = Overall(wave with { Frame = wave.Frame with { Relationships = asked, Groups = groups } }, CellKind.Organisation);

        Assert.That((figure.N, figure.Census, figure.Low is null), Is.EqualTo(((int?)123, false, false)));
    }

    // Were there none, those hidden would be known to have said the same as the others.
    [Test]
    public void Equal_answers_leave_an_interval_where_something_is_hidden_inside()
    {
        var wave = HandMade.ThreeOfOnePair(3, 20, 30);
        var figure = Overall(wave with { Answers = [.. wave.Answers.GroupBy(row => row.ReportingGroupId).Select(group => group.First() with { Value = 3, Count = group.Sum(row => row.Count) })] }, CellKind.Organisation);

        Assert.That((figure.Value, figure.Low < 3, figure.High > 3), Is.EqualTo(((double?)3, true, true)));
    }

    [Test]
    public void A_roll_up_of_what_is_shown_has_a_distribution_as_weighted_as_its_mean()
    {
        var made = HandMade.ThreeOfOnePair(10, 20, 30);
        var wave = WaveFigures.Of(made.Frame, made.Answers, made.Contacts, null);
        var figure = wave.Figures.Zip(wave.Items).First(row => row.Second is { Item: "overall", Cell.Kind: CellKind.Organisation }).First;

        Assert.That((figure.N, figure.Counts!.Sum(), figure.Favourable), Is.EqualTo((60, 60, 40)));
    }

    [Test]
    public void The_response_rate_of_a_hidden_relationship_is_a_band_whatever_the_number()
    {
        var rates = Participation.Of(_made.Frame, _wave.Answers, _wave.Figures, null, null).Select(row => row.ResponseRate?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? row.ResponseBand);

        Assert.That(rates, Is.EqualTo(new[] { "under25", "50to75", "75" }));
    }

    private (string Shown, int? N, string? Counts, int? Favourable) Figure(string kind)
    {
        var figure = Overall(_made, kind);
        return (figure.Shown, figure.N, Join(figure.Counts), figure.Favourable);
    }

    private static string? Join(int[]? counts) => counts is null ? null : string.Join(' ', counts);

    /// <summary>Of the organisation, when so many lost under 15 minutes by one relationship and so many under an hour by another.</summary>
    private static PublishedFigure TimeLost(params int[] answers)
    {
        var made = HandMade.ThreeOfOnePair([.. answers.Select(_ => 40)]);
        List<ContactCount> contacts = [.. answers.Index().SelectMany(row => new ContactCount[] { new(row.Index + 1, true, row.Index + 1, row.Item), new(row.Index + 1, true, null, 40 - row.Item) })];
        var wave = WaveFigures.Of(made.Frame, made.Answers, contacts, null);
        return wave.Figures.Zip(wave.Items).First(row => row.Second is { Item: WaveAnswers.TimeLost, Cell.Kind: CellKind.Organisation }).First;
    }

    private static PublishedFigure Overall(MadeWave made, string kind)
    {
        var wave = WaveFigures.Of(made.Frame, made.Answers, made.Contacts, null);
        return wave.Figures.Zip(wave.Items).First(row => row.Second.Item == "overall" && row.Second.Cell.Kind == kind).First;
    }
}
