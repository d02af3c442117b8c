using Survey.Reports.Charts;

namespace Survey.Tests.Reports.Charts;

public sealed class ImportanceChartTests
{
    private static readonly StepImportance[] Steps =
    [
        new(3, "Being kept informed", 12, 5, 20, -0.3, true),
        new(2, "Waiting", 8, 2, 15, -0.8, true),
        new(1, "Getting in touch", 40, 30, 52, 0.4, false),
        new(5, "Follow-up", 39, 30, 50, 0.4, false),
        new(4, "Quality", 20, 9, 31, null, false),
    ];

    [Test]
    public void Each_step_with_a_target_stands_at_its_distance_and_importance_with_its_interval()
    {
        var drawn = Make(Steps);

        Assert.That(drawn.Words, Is.EqualTo(new[] { "3", "2", "1", "5" }));
        Assert.That(drawn.Markers.Take(3).Select(mark => (mark.X, mark.Y)), Is.EqualTo(new[] { (-0.3, 12.0), (-0.8, 8), (0.4, 40) }));
        Assert.That(
            drawn.Intervals.Select(interval =>
                (interval.Xs[0], interval.Ys[0] - interval.YErrorNegative![0], interval.Ys[0] + interval.YErrorPositive![0])
            ),
            Is.EqualTo(new[] { (-0.3, 5.0, 20.0), (-0.8, 2, 15), (0.4, 30, 52), (0.4, 30, 50) })
        );
        Assert.That(drawn.StrokesOf(Ink.Target).Single().Start.X, Is.Zero);
    }

    [Test]
    public void A_step_that_misses_its_target_has_the_colour_of_worse() =>
        Assert.That(
            Make(Steps).Markers.Select(mark => mark.Color == ChartColours.Tokens[Ink.Worse]),
            Is.EqualTo(new[] { true, true, false, false })
        );

    [Test]
    public void No_mark_covers_another_and_all_are_inside([Values(2, 5, 12)] int count)
    {
        var drawing = new ImportanceChart(
            [.. Enumerable.Range(1, count).Select(number => new StepImportance(number, "x", 40 - number % 2, 30, 52, 1.0, false))],
            Drawn.English
        );
        var drawn = new Drawn(drawing);
        var pixel = (X: (drawn.Limits.Right - drawn.Limits.Left) / 316, Y: (drawn.Limits.Top - drawn.Limits.Bottom) / 214);
        var marks = drawn.Markers.Select(mark => (X: mark.X / pixel.X, Y: mark.Y / pixel.Y)).ToList();

        Assert.That(
            marks.SelectMany(
                (one, index) => marks.Skip(index + 1).Select(other => Math.Max(Math.Abs(one.X - other.X), Math.Abs(one.Y - other.Y)))
            ),
            Has.All.GreaterThan(22)
        );
        Assert.That(
            drawn.Markers.Select(mark => mark.X),
            Has.All.InRange(drawn.Limits.Left + 11 * pixel.X, drawn.Limits.Right - 11 * pixel.X)
        );
    }

    [TestCase("en")]
    [TestCase("fi")]
    [TestCase("et")]
    [TestCase("pl")]
    [TestCase("fr")]
    public void The_words_of_both_sides_do_not_meet(string language)
    {
        var svg = ChartRenderer.PageSvg(new ImportanceChart(Steps, Drawn.ReaderOf(language)), 360, "x", "");
        var words = SvgTexts.Texts(svg).Where(text => text.Words.Contains('←') || text.Words.Contains('→')).ToList();
        var ends = words
            .Select(text => (text.X - ChartFonts.Width(text.Words, 13) / 2, text.X + ChartFonts.Width(text.Words, 13) / 2))
            .Order()
            .ToList();

        Assert.That(ends, Has.Count.EqualTo(2));
        Assert.That(ends[0].Item2, Is.LessThan(ends[1].Item1));
        Assert.That(ends[1].Item2, Is.LessThanOrEqualTo(360));
    }

    [Test]
    public void A_step_without_a_target_is_heard_but_not_drawn() =>
        Assert.That(new ImportanceChart(Steps, Drawn.English).Description, Does.Contain("Quality: importance 20%, distance to target –"));

    private static Drawn Make(IReadOnlyList<StepImportance> steps) => new(new ImportanceChart(steps, Drawn.English));
}
