using FsCheck;
using FsCheck.Fluent;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class DistributionChartTests
{
    private static readonly int[] Counts = [10, 0, 20, 0, 70];

    [Test]
    public void The_middle_of_rating_3_stands_at_0_in_every_bar()
    {
        int[][] bars = [[10, 10, 10, 10, 10], [0, 1, 2, 30, 40], [40, 3, 6, 1, 0], [0, 0, 7, 0, 0]];

        foreach (var segment in bars.Select(bar => Distribution.Segments(bar)[2]))
        {
            Assert.That(segment.From + segment.Share / 2, Is.Zero.Within(1e-9));
        }
    }

    [FsCheck.NUnit.Property]
    public Property Segments_join_without_gaps_and_fit_into_the_common_reach() => Prop.ForAll(
        Gen.Choose(0, 5000).ArrayOf(5).Where(counts => counts.Sum() > 0).ToArbitrary(), counts =>
        {
            var reach = Distribution.Common([counts, null]);
            var segments = Distribution.Segments(counts);
            var joined = segments.Zip(segments.Skip(1)).All(pair => Math.Abs(pair.First.From + pair.First.Share - pair.Second.From) < 1e-9);
            return joined && Math.Abs(segments.Sum(segment => segment.Share) - 1) < 1e-9
                && segments[0].From >= -reach.Left - 1e-9 && segments[^1].From + segments[^1].Share <= reach.Right + 1e-9;
        });

    [Test]
    public void Each_rating_is_a_bar_of_its_share_in_its_colour_and_a_rating_that_nobody_gave_is_none()
    {
        var bars = Make(Counts).Bars;

        Assert.That(bars.Select(bar => (Math.Round(bar.ValueBase, 6), Math.Round(bar.Value, 6))),
            Is.EqualTo(new[] { (-0.2, -0.1), (-0.1, 0.1), (0.1, 0.8) }));
        Assert.That(bars.Select(bar => bar.FillColor), Is.EqualTo(new[] { 1, 3, 5 }.Select(ChartColours.Tokens.Rate)));
    }

    [Test]
    public void A_share_is_written_where_it_has_room_in_the_colour_that_can_be_read_on_its_bar()
    {
        var drawn = Make([2, 0, 20, 0, 78]);

        Assert.That(drawn.Words, Is.EqualTo(new[] { "20", "78" }));
        Assert.That(drawn.Texts.Select(text => text.LabelFontColor), Is.EqualTo(new[] { 3, 5 }.Select(ChartColours.Tokens.OnRate)));
    }

    [Test]
    public void A_hidden_row_is_hatched_and_says_why_and_a_small_group_has_no_bar()
    {
        ChartRow[] rows = [new("Waiting", SampleFigures.Hidden("waiting")), new("Intake", SampleFigures.Rating("intake", 0, 0, 7, 0, 0))];
        var drawn = new Drawn(new DistributionChart(rows, new Reach(1, 1), Drawn.English, "Step by step"));

        Assert.That(drawn.Bars, Is.Empty);
        Assert.That(drawn.Hatches, Has.Count.EqualTo(1));
        Assert.That(drawn.Words, Is.EqualTo(new[] { "not enough answers", "Few answers: no distribution is shown." }));
        Assert.That(drawn.Left, Is.EqualTo(new[] { "Waiting", "Intake" }));
    }

    [Test]
    public void What_is_heard_is_every_share_and_number()
    {
        var chart = new DistributionChart([new ChartRow("Waiting", SampleFigures.Rating("waiting", Counts))], new Reach(1, 1),
            Drawn.ReaderOf("fi"));

        Assert.That(chart.Title, Does.StartWith("Waiting"));
        Assert.That(chart.Description, Does.Contain("10\u00a0% (10)").And.Contain("70\u00a0% (70)"));
    }

    private static Drawn Make(int[] counts) =>
        new(new DistributionChart([new ChartRow("Waiting", SampleFigures.Rating("waiting", counts))], new Reach(1, 1), Drawn.English));
}
