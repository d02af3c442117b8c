using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class MeanChartTests
{
    private static readonly PublishedFigure Mean = SampleFigures.Of("waiting", "rating", 84, 2.43, 2.22, 2.64, null);

    [Test]
    public void The_mean_its_interval_and_its_target_stand_where_the_scale_says()
    {
        var drawn = Make(Mean, 3.8);

        Assert.That(drawn.Dots.Select(dot => (dot.X, dot.Y)), Is.EqualTo(new[] { (2.43, 0.0) }));
        Assert.That(drawn.Intervals[0].Xs[0] - drawn.Intervals[0].XErrorNegative![0], Is.EqualTo(2.22).Within(1e-9));
        Assert.That(drawn.Intervals[0].Xs[0] + drawn.Intervals[0].XErrorPositive![0], Is.EqualTo(2.64).Within(1e-9));
        Assert.That(drawn.StrokesOf(Ink.Worse).Single().Start.X, Is.EqualTo(3.8));
        Assert.That(drawn.Limits.Left, Is.LessThan(1).And.GreaterThan(0.5));
        Assert.That(drawn.Bottom, Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
    }

    [Test]
    public void Without_a_promise_there_is_no_target() => Assert.That(Make(Mean, null).StrokesOf(Ink.Worse), Is.Empty);

    [TestCase(Shown.Low, 1.5, 1, 1.5)]
    [TestCase(Shown.High, 4.5, 4.5, 5)]
    public void A_figure_that_is_a_range_is_drawn_over_its_range(string shown, double end, double from, double to)
    {
        var drawn = Make(Mean with { Shown = shown, Value = end, IsCoarse = true, Low = null, High = null }, null);
        var range = drawn.StrokesOf(Ink.Accent).Single();

        Assert.That((range.Start.X, range.End.X), Is.EqualTo((from, to)));
        Assert.That(drawn.Dots, Is.Empty);
    }

    [Test]
    public void The_dot_of_a_small_group_is_hollow()
    {
        Assert.That(Make(Mean with { IsCoarse = true, Low = null, High = null }, null).Dots[0].Color,
            Is.EqualTo(ChartColours.Tokens[Ink.Paper]));
        Assert.That(Make(Mean, null).Dots[0].Color, Is.EqualTo(ChartColours.Tokens[Ink.Accent]));
    }

    [Test]
    public void A_hidden_figure_shows_nothing_even_if_a_row_carried_numbers()
    {
        var drawn = Make(SampleFigures.Hidden("waiting") with { Low = 2, High = 3 }, 3.8);

        Assert.That((drawn.Markers.Count, drawn.Intervals.Count, drawn.Hatches.Count), Is.EqualTo((0, 0, 1)));
        Assert.That(drawn.Words, Is.EqualTo(new[] { "not enough answers" }));
    }

    [TestCase(1, 4)]
    [TestCase(3, 50)]
    [TestCase(5, 96)]
    [TestCase(5.4, 96)]
    public void The_mark_in_a_table_stands_where_its_axis_says(double value, double place) =>
        Assert.That(Scale.Rating.At(value), Is.EqualTo(place).Within(1e-9));

    [Test]
    public void What_is_heard_names_mean_interval_answers_and_target() => Assert.That(
        new MeanChart([new ChartRow("Waiting", Mean, 3.8)], Drawn.ReaderOf("fr")).Description,
        Does.Contain("2,43").And.Contain("2,22–2,64").And.Contain("84").And.Contain("3,8"));

    private static Drawn Make(PublishedFigure figure, double? target) =>
        new(new MeanChart([new ChartRow("Waiting", figure, target)], Drawn.English));
}
