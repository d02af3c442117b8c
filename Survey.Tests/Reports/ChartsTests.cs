using FsCheck;
using FsCheck.Fluent;
using Survey.Reports.Charts;

namespace Survey.Tests.Reports;

public sealed class ChartsTests
{
    [Test]
    public void The_middle_of_rating_3_stands_at_the_same_place_in_every_bar()
    {
        int[][] bars = [[10, 10, 10, 10, 10], [0, 1, 2, 30, 40], [40, 3, 6, 1, 0], [0, 0, 7, 0, 0]];
        var reach = Distribution.Common(bars);

        foreach (var bar in bars)
        {
            Assert.That(Distribution.Segments(bar, reach)[2].Centre, Is.EqualTo(reach.Middle).Within(1e-9));
        }
    }

    [FsCheck.NUnit.Property]
    public Property Segments_join_without_gaps_and_fill_their_share() => Prop.ForAll(
        Gen.Choose(0, 5000).ArrayOf(5).Where(counts => counts.Sum() > 0).ToArbitrary(), counts =>
        {
            var reach = Distribution.Common([counts]);
            var segments = Distribution.Segments(counts, reach);
            var width = segments.Sum(segment => segment.Width) * (reach.Left + reach.Right) / 100;
            var joined = segments.Zip(segments.Skip(1)).All(pair => Math.Abs(pair.First.X + pair.First.Width - pair.Second.X) < 1e-9);
            return joined && Math.Abs(width - 1) < 1e-9 && segments[0].X >= -1e-9 && segments[^1].X + segments[^1].Width <= 100 + 1e-9;
        });

    [Test]
    public void A_segment_is_as_wide_as_its_share_of_the_common_reach()
    {
        var segments = Distribution.Segments([10, 0, 20, 0, 70], new Reach(0.25, 1));

        Assert.That(segments.Select(segment => Math.Round(segment.Width, 6)), Is.EqualTo(new[] { 8.0, 0, 16, 0, 56 }));
        Assert.That(segments[0].X, Is.EqualTo(4).Within(1e-9));
    }

    [TestCase(1, 4)]
    [TestCase(3, 50)]
    [TestCase(5, 96)]
    [TestCase(5.4, 96)]
    public void A_mean_stands_where_its_axis_says(double value, double place) =>
        Assert.That(Scale.Rating.At(value), Is.EqualTo(place).Within(1e-9));

    [Test]
    public void A_hidden_wave_leaves_a_gap_and_no_line_crosses_it()
    {
        var marks = Trend.Marks([(3.0, 2.8, 3.2), (null, null, null), (3.5, null, null), (4.0, 3.9, 4.1)], new Scale(5, 1, 0, 100));

        Assert.That(marks.Select(mark => mark.Y), Is.EqualTo(new double?[] { 50, null, 37.5, 25 }));
        Assert.That(Trend.Lines(marks).Select(line => (line.From.Y, line.To.Y)), Is.EqualTo(new (double?, double?)[] { (37.5, 25) }));
    }

    [FsCheck.NUnit.Property]
    public Property The_drawn_part_of_the_scale_holds_every_value() => Prop.ForAll(
        Gen.Choose(100, 500).NonEmptyListOf().ToArbitrary(), hundredths =>
        {
            var values = hundredths.Select(value => value / 100.0).ToList();
            var (bottom, top) = Trend.Range(values);
            return bottom <= values.Min() && top >= values.Max() && bottom >= 1 && top <= 5 && top - bottom >= 2;
        });

    [TestCase(1, 1)]
    [TestCase(6, 6)]
    [TestCase(7, 4)]
    [TestCase(12, 6)]
    public void At_most_six_waves_are_labelled_and_always_the_last(int waves, int labels)
    {
        Assert.That(Enumerable.Range(0, waves).Count(index => Trend.HasLabel(index, waves)), Is.EqualTo(labels));
        Assert.That(Trend.HasLabel(waves - 1, waves));
    }

    [TestCase(null, 75, TestName = "The value of a mark is written above its interval")]
    [TestCase(70.0, 134, TestName = "The value of a mark is written below its interval when the target's line is where it would be")]
    [TestCase(90.0, 75, TestName = "The value of a mark stays above its interval when the target's line goes through the interval")]
    public void The_value_of_a_mark_has_its_place(double? target, double place)
    {
        Assert.That(Trend.LabelAt([new TrendMark(50, 100, 119, 80)], 0, 7, target, 200), Is.EqualTo(place));
    }

    [FsCheck.NUnit.Property]
    public Property The_value_of_a_mark_never_lies_on_the_line_of_the_target() => Prop.ForAll(
        Gen.Choose(100, 500).Two().ToArbitrary(), numbers =>
        {
            var (mean, target) = (numbers.Item1 / 100.0, numbers.Item2 / 100.0);
            var vertical = new Scale(5, 1, 18, 80);
            var marks = Trend.Marks([(mean, Math.Max(1, mean - 0.2), Math.Min(5, mean + 0.2))], vertical);
            var place = Trend.LabelAt(marks, 0, 7, vertical.At(target), 84);
            return vertical.At(target) < place - 10 || vertical.At(target) > place;
        });
}
