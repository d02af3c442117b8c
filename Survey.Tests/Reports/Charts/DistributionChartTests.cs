using FsCheck;
using FsCheck.Fluent;
using Survey.Db.Questionnaires;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class DistributionChartTests
{
    private static readonly int[] Counts = [10, 0, 20, 0, 70];

    [Test]
    public void The_middle_of_rating_3_stands_at_0_in_every_bar()
    {
        int[][] bars =
        [
            [20, 20, 20, 20, 20],
            [0, 1, 2, 40, 55],
            [80, 5, 10, 5, 0],
            [0, 0, 100, 0, 0],
            [20, 40, 40],
            [0, 20, 80],
        ];

        foreach (var segment in bars.Select(bar => Distribution.Segments(bar)[bar.Length / 2]))
        {
            Assert.That(segment.From + segment.Width / 2, Is.Zero.Within(1e-9));
        }
    }

    [FsCheck.NUnit.Property]
    public Property Segments_join_without_gaps_and_fit_into_the_common_reach() =>
        Prop.ForAll(
            Gen.Elements(3, 5).SelectMany(parts => Gen.Choose(0, 100).ArrayOf(parts)).Where(counts => counts.Sum() > 0).ToArbitrary(),
            counts =>
            {
                var reach = Distribution.Common([counts, null]);
                var segments = Distribution.Segments(counts);
                var joined = segments
                    .Zip(segments.Skip(1))
                    .All(pair => Math.Abs(pair.First.From + pair.First.Width - pair.Second.From) < 1e-9);
                return joined
                    && Math.Abs(segments.Sum(segment => segment.Width) - 1) < 1e-9
                    && segments[0].From >= -reach.Left - 1e-9
                    && segments[^1].From + segments[^1].Width <= reach.Right + 1e-9;
            }
        );

    [Test]
    public void Each_rating_is_a_bar_of_its_share_in_its_colour_and_a_share_under_half_a_step_is_none()
    {
        var bars = Make([10, 2, 20, 0, 68]).Bars;

        Assert.That(
            bars.Select(bar => (Math.Round(bar.ValueBase, 6), Math.Round(bar.Value, 6))),
            Is.EqualTo(new[] { (-0.2, -0.1), (-0.1, 0.1), (0.1, 0.8) })
        );
        Assert.That(bars.Select(bar => bar.FillColor), Is.EqualTo(new[] { 1, 3, 5 }.Select(ChartColours.Tokens.Rate)));
    }

    [Test]
    public void A_share_is_written_where_it_has_room_in_the_colour_that_can_be_read_on_its_bar()
    {
        var drawn = Make(Counts);

        Assert.That(drawn.Words, Is.EqualTo(new[] { "20%", "70%" }));
        Assert.That(drawn.Texts.Select(text => text.LabelFontColor), Is.EqualTo(new[] { 3, 5 }.Select(ChartColours.Tokens.OnRate)));
        Assert.That(
            Make(Counts, new Reach(0.75, 0.75)).Words,
            Is.EqualTo(new[] { "10", "20%", "70%" }),
            "without its sign where that has no room"
        );
    }

    [Test]
    public void Of_fewer_than_25_answers_there_are_three_parts()
    {
        var drawn = Make([2, 3, 6, 5, 4], new Reach(0.5, 0.75));

        Assert.That(
            drawn.Bars.Select(bar => (Math.Round(bar.ValueBase, 6), Math.Round(bar.Value, 6))),
            Is.EqualTo(new[] { (-0.4, -0.2), (-0.2, 0.2), (0.2, 0.6) }),
            "25, 30 and 45 % in steps of 20"
        );
        Assert.That(drawn.Bars.Select(bar => bar.FillColor), Is.EqualTo(new[] { 2, 3, 4 }.Select(ChartColours.Tokens.Rate)));
    }

    [Test]
    public void A_hidden_row_is_hatched_and_says_why_and_a_small_group_has_no_bar()
    {
        ChartRow[] rows =
        [
            new("Waiting", SampleFigures.Hidden("waiting")),
            new("Intake", SampleFigures.Rating("intake", 0, 0, 7, 0, 0)),
            new("Quality", SampleFigures.Rating("quality", 0, 2, 7, 1, 0)),
        ];
        var drawn = new Drawn(new DistributionChart(rows, new Reach(1, 1), Drawn.English, "Step by step"));

        Assert.That(drawn.Bars, Is.Empty);
        Assert.That(drawn.Hatches, Has.Count.EqualTo(1));
        const string few = "Few answers: no distribution is shown.";
        Assert.That(drawn.Words, Is.EqualTo(new[] { "not enough answers", few, few }));
        Assert.That(drawn.Left, Is.EqualTo(new[] { "Waiting", "Intake", "Quality" }));
    }

    [Test]
    public void What_is_heard_is_every_share()
    {
        var chart = new DistributionChart(
            [new ChartRow("Waiting", SampleFigures.Rating("waiting", Counts), Scale: RatingScale.Speed)],
            new Reach(1, 1),
            Drawn.ReaderOf("fi")
        );

        Assert.That(chart.Title, Does.StartWith("Waiting"));
        Assert.That(
            chart.Description,
            Is.EqualTo(
                "1 Erittäin hitaasti: 10\u00a0%; 2 Hitaasti: alle 3\u00a0%; 3 Ei nopeasti eikä hitaasti: 20\u00a0%; "
                    + "4 Nopeasti: alle 3\u00a0%; 5 Erittäin nopeasti: 70\u00a0%"
            )
        );
    }

    [Test]
    public void Points_have_the_words_of_the_scale_that_all_rows_share_else_numbers_only()
    {
        ChartRow Row(RatingScale scale) => new("Waiting", SampleFigures.Rating("waiting", Counts), Scale: scale);
        string[] Keys(params ChartRow[] rows) =>
            [.. new DistributionChart(rows, new Reach(1, 1), Drawn.English).Keys.Select(key => key.Words).Take(5)];

        Assert.That(
            Keys(Row(RatingScale.Ease), Row(RatingScale.Ease)),
            Is.EqualTo(new[] { "1 Very difficult", "2 Difficult", "3 Neither easy nor difficult", "4 Easy", "5 Very easy" })
        );
        Assert.That(Keys(Row(RatingScale.Ease), Row(RatingScale.Speed)), Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
        Assert.That(
            new DistributionChart([Row(RatingScale.Ease) with { Scale = null }], new Reach(1, 1), Drawn.English).Description,
            Does.StartWith("rating 1: ")
        );
    }

    private static Drawn Make(int[] counts, Reach? reach = null) =>
        new(
            new DistributionChart(
                [new ChartRow("Waiting", SampleFigures.Rating("waiting", counts))],
                reach ?? new Reach(1, 1),
                Drawn.English
            )
        );
}
