using FsCheck;
using FsCheck.Fluent;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class TrendChartTests
{
    [Test]
    public void A_hidden_wave_leaves_a_gap_that_no_line_crosses()
    {
        var drawn = Make([3.0, null, 3.5, 4.0]);

        Assert.That(drawn.Dots.Select(dot => (dot.X, dot.Y)), Is.EqualTo(new[] { (0, 3.0), (2, 3.5), (3, 4.0) }));
        Assert.That(
            drawn.Lines.Select(line => line.Data.GetScatterPoints().Select(point => (point.X, point.Y))),
            Is.EqualTo(new[] { new[] { (2, 3.5), (3, 4.0) } })
        );
        Assert.That(drawn.Hatches.Select(hatch => hatch.Place.Left), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void The_target_is_a_line_over_all_waves()
    {
        var target = Make([3.0, 3.5], target: 3.8).StrokesOf(Ink.Target).Single();

        Assert.That((target.Start.X, target.End.X, target.Start.Y, target.End.Y), Is.EqualTo((-0.5, 1.5, 3.8, 3.8)));
        Assert.That(Make([3.0, 3.5]).StrokesOf(Ink.Target), Is.Empty);
    }

    [Test]
    public void A_wave_that_is_known_as_a_range_is_drawn_as_one_and_joined_to_nothing()
    {
        var points = Points([3.0, 3.2, 4.5, 3.5, 3.6]);
        points[2] = (points[2].Wave, SampleFigures.InWords("waiting", FigureWord.High));
        var drawn = new Drawn(new TrendChart("Waiting", new TrendSeries(points, (2, 5)), Drawn.English));

        Assert.That(drawn.Lines.Select(line => line.Data.GetScatterPoints().Count), Is.EqualTo(new[] { 2, 2 }));
        Assert.That(drawn.Words, Does.Contain("high"));
    }

    [TestCase("en", "2.9", "Sept 2026")]
    [TestCase("fi", "2,9", "syys 2026")]
    public void Values_and_dates_are_written_as_the_language_writes_them(string language, string value, string date)
    {
        var drawn = new Drawn(new TrendChart("x", new TrendSeries(Points([3.1, 2.9]), (2, 4)), Drawn.ReaderOf(language)));

        Assert.That(drawn.Words, Does.Contain(value));
        Assert.That(drawn.Bottom, Does.Contain(date));
    }

    [Test]
    public void A_small_chart_names_its_first_and_last_wave()
    {
        var chart = new TrendChart("x", new TrendSeries(Points([3.1, 2.9, 3.3, 3.2]), (2, 4), IsSmall: true), Drawn.English);

        Assert.That(new Drawn(chart).Bottom, Is.EqualTo(new[] { "Mar 2026", "Sept 2026" }));
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(12)]
    [TestCase(40)]
    public void Neither_dates_nor_values_cover_each_other(int waves)
    {
        var points = Points([.. Enumerable.Range(0, waves).Select(index => (double?)(3 + index % 3 * 0.4))]);
        IReadOnlyList<SeriesBreak> breaks =
        [
            .. Enumerable.Range(1, waves - 1).Select(index => Break(index, index % 2 == 1, index % 3 == 1)),
        ];
        foreach (
            var chart in new[] { false, true }.Select(isSmall => new TrendChart(
                "x",
                new TrendSeries(points, (2, 4), IsSmall: isSmall) { Breaks = [.. breaks.Take(5)] },
                Drawn.English
            ))
        )
        {
            foreach (var width in chart.Widths)
            {
                var texts = Texts(ChartRenderer.PageSvg(chart, width, "x", ""));
                Assert.That(texts.Count(text => text.Words.Contains("20", StringComparison.Ordinal)), Is.GreaterThan(0));
                Assert.That(texts.All(text => text.Left >= -0.5 && text.Right <= width + 0.5), "inside the picture");
                Assert.That(
                    texts
                        .SelectMany(one => texts.Where(other => other != one), (one, other) => (one, other))
                        .Where(pair =>
                            pair.one.Bottom == pair.other.Bottom && pair.one.Left < pair.other.Right && pair.other.Left < pair.one.Right
                        ),
                    Is.Empty
                );
            }
        }
    }

    [Test]
    public void A_dashed_line_stands_before_the_wave_from_which_the_trend_is_broken()
    {
        var series = new TrendSeries(Points([3.0, 3.2, 3.5, 3.6]), (2, 5)) { Breaks = [Break(2, asked: true, customers: true)] };
        var chart = new TrendChart("Waiting", series, Drawn.English);
        var line = new Drawn(chart).StrokesOf(Ink.Break).Single();

        Assert.That((line.Start.X, line.End.X), Is.EqualTo((1.5, 1.5)));
        Assert.That(new Drawn(chart).Words, Does.Contain("asked differently").And.Contain("customers changed"));
        Assert.That(
            chart.Description,
            Does.EndWith("; asked differently since 1 November 2026; customers changed since 1 November 2026"),
            "for those who do not see the line"
        );
        Assert.That(Make([3.0, 3.5]).StrokesOf(Ink.Break), Is.Empty);
    }

    [Test]
    public void The_words_beside_the_line_stay_in_the_picture()
    {
        var series = new TrendSeries(Points([3.0, 3.2, 3.5]), (2, 5), IsSmall: true)
        {
            Breaks = [Break(1, true, true), Break(2, true, true)],
        };
        var label = BreakTexts(new TrendChart("x", series, Drawn.ReaderOf("fr")));

        Assert.That(label, Has.Count.EqualTo(2));
        Assert.That(label.Select(text => text.Left), Is.All.GreaterThanOrEqualTo(-0.5));
        Assert.That(label.Select(text => text.Right), Is.All.LessThanOrEqualTo(270.5));
    }

    private static List<(string Words, double Left, double Right, double Bottom)> BreakTexts(TrendChart chart) =>
        [
            .. Texts(ChartRenderer.PageSvg(chart, chart.Widths[0], "x", ""))
                .Where(text => text.Words.Contains("question posée autrement", StringComparison.Ordinal)),
        ];

    private static SeriesBreak Break(int index, bool asked, bool customers) => new(index, new DateOnly(2026, 11, 1), asked, customers);

    [FsCheck.NUnit.Property]
    public Property The_drawn_part_of_the_scale_holds_every_value() =>
        Prop.ForAll(Gen.Choose(100, 500).NonEmptyListOf().ToArbitrary(), hundredths =>
        {
            var values = hundredths.Select(value => value / 100.0).ToList();
            var (bottom, top) = Trend.Range(values);
            return bottom <= values.Min() && top >= values.Max() && bottom >= 1 && top <= 5 && top - bottom >= 2;
        });

    [TestCase(null, 76, TestName = "The value of a mark is written above its interval")]
    [TestCase(70.0, 133, TestName = "The value of a mark is written below its interval when the target's line is where it would be")]
    [TestCase(90.0, 76, TestName = "The value of a mark stays above its interval when the target's line goes through the interval")]
    public void The_value_of_a_mark_has_its_place(double? target, double place)
    {
        var mark = new TrendMark(50, 80, 119);

        Assert.That(Trend.LabelAt([mark], mark, 50, 28, target, 200), Is.EqualTo(place));
    }

    [FsCheck.NUnit.Property]
    public Property The_value_of_a_mark_never_lies_on_the_line_of_the_target() =>
        Prop.ForAll(Gen.Choose(100, 500).Two().ToArbitrary(), numbers =>
        {
            var (mean, target) = (numbers.Item1 / 100.0, numbers.Item2 / 100.0);
            var scale = new PixelScale((1, 5), 18, 80);
            var mark = new TrendMark(50, scale.Pixel(Math.Min(5, mean + 0.2)), scale.Pixel(Math.Max(1, mean - 0.2)));
            var place = Trend.LabelAt([mark], mark, 50, 28, scale.Pixel(target), 84);
            return scale.Pixel(target) < place - 10 || scale.Pixel(target) > place;
        });

    private static Drawn Make(double?[] values, double? target = null) =>
        new(new TrendChart("Waiting", new TrendSeries(Points(values), (2, 5), target), Drawn.English));

    private static List<(SealedWave Wave, PublishedFigure? Figure)> Points(double?[] values) =>
        [
            .. values.Select(
                (value, index) =>
                    (
                        new SealedWave(
                            index,
                            $"W{index}",
                            new DateOnly(2026, 9, 9).AddMonths((index - values.Length + 1) * 2),
                            false,
                            5,
                            10,
                            null,
                            new(null, new DateOnly(2026, 9, 9), false)
                        ),
                        value is { } mean ? SampleFigures.Valued("waiting", mean, mean - 0.2, mean + 0.2) : SampleFigures.Hidden("waiting")
                    )
            ),
        ];

    private static List<(string Words, double Left, double Right, double Bottom)> Texts(string svg) =>
        [
            .. SvgTexts
                .Texts(svg)
                .Select(text =>
                {
                    var width = ChartFonts.Width(text.Words, ChartDrawing.Letters, text.IsBold);
                    var left =
                        text.X
                        - text.Anchor switch
                        {
                            "middle" => width / 2,
                            "end" => width,
                            _ => 0,
                        };
                    return (text.Words, left, left + width, text.Y);
                }),
        ];
}
