using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class MeanChartTests
{
    private static readonly PublishedFigure Mean = SampleFigures.Valued("waiting", 2.4, 2.2, 2.7);

    [Test]
    public void The_mean_its_interval_and_its_target_stand_where_the_scale_says()
    {
        var drawn = Make(Mean, 3.8);

        Assert.That(drawn.Dots.Select(dot => (dot.X, dot.Y)), Is.EqualTo(new[] { (2.4, 0.0) }));
        Assert.That(drawn.Intervals[0].Xs[0] - drawn.Intervals[0].XErrorNegative![0], Is.EqualTo(2.2).Within(1e-9));
        Assert.That(drawn.Intervals[0].Xs[0] + drawn.Intervals[0].XErrorPositive![0], Is.EqualTo(2.7).Within(1e-9));
        Assert.That(drawn.StrokesOf(Ink.Worse).Single().Start.X, Is.EqualTo(3.8));
        Assert.That(drawn.Limits.Left, Is.LessThan(1).And.GreaterThan(0.5));
        Assert.That(drawn.Bottom, Is.EqualTo(new[] { "1", "2", "3", "4", "5" }));
    }

    [Test]
    public void Without_a_promise_there_is_no_target() => Assert.That(Make(Mean, null).StrokesOf(Ink.Worse), Is.Empty);

    [TestCase(FigureWord.Low, 1, 2.5)]
    [TestCase(FigureWord.Middle, 2.5, 3.5)]
    [TestCase(FigureWord.High, 3.5, 5)]
    public void A_word_is_drawn_over_its_range(string word, double from, double to)
    {
        var drawn = Make(SampleFigures.InWords("waiting", word), null);

        Assert.That(
            drawn.Rectangles.Select(range => (range.X1, range.X2, range.LineColor == ChartColours.Tokens[Ink.Accent])),
            Is.EqualTo(new[] { (from, to, true) })
        );
        Assert.That(drawn.Dots, Is.Empty);
    }

    [TestCase(Shown.Yes, 2.4, 2.35, 2.45, 2.4)]
    [TestCase(Shown.Low, 1.15, 1, 1.15, 1.075)]
    [TestCase(Shown.High, 4.85, 4.85, 5, 4.925)]
    public void The_values_that_a_rounded_mean_may_have_are_shaded_and_the_dot_is_in_their_middle(
        Shown shown,
        double value,
        double from,
        double to,
        double dot
    )
    {
        var drawn = Make(Mean with { Shown = shown, Value = value }, null);

        Assert.That(drawn.Rectangles.Select(bin => (Math.Round(bin.X1, 6), Math.Round(bin.X2, 6))), Is.EqualTo(new[] { (from, to) }));
        Assert.That(drawn.Dots.Single().X, Is.EqualTo(dot).Within(1e-9));
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
    public void What_is_heard_names_mean_interval_answers_and_target() =>
        Assert.That(
            new MeanChart([new ChartRow("Waiting", Mean, 3.8)], Drawn.ReaderOf("fr")).Description,
            Does.Contain("2,4").And.Contain("2,2–2,7").And.Contain("85").And.Contain("3,8")
        );

    private static Drawn Make(PublishedFigure figure, double? target) =>
        new(new MeanChart([new ChartRow("Waiting", figure, target)], Drawn.English));
}
