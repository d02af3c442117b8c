using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Marks;
using Survey.Reports.Pairs;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

public sealed class OtherChartsTests
{
    [Test]
    public void Columns_of_satisfied_so_far_fall_by_what_is_lost()
    {
        var drawn = new Drawn(
            new FunnelChart([new(1, "Intake", 90, 10), new(2, "Waiting", 40, 50), new(3, "Quality", 40, 0)], Drawn.English)
        );

        Assert.That(
            drawn.Bars.Select(bar => (bar.Position, bar.ValueBase, bar.Value)),
            Is.EqualTo(new[] { (1, 0, 90.0), (1, 90, 100), (2, 0, 40), (2, 40, 90), (3, 0, 40) })
        );
        Assert.That(
            drawn.Bars.Select(bar => bar.FillColor == ChartColours.Tokens[Ink.Rate2]),
            Is.EqualTo(new[] { false, true, false, true, false })
        );
        Assert.That(drawn.Words, Is.EqualTo(new[] { "90", "40", "40" }));
    }

    [Test]
    public void The_overall_rating_has_its_answers_and_its_mean_on_one_scale()
    {
        var figure = SampleFigures.Rating("overall", 6, 22, 32, 20, 4);
        var drawn = new Drawn(new OverallChart(new ChartRow("Overall", figure), Drawn.English));

        Assert.That(
            drawn.Bars.Select(bar => (bar.Position, bar.Value)),
            Is.EqualTo(new[] { (1, 5.0), (2, 25), (3, 40), (4, 25), (5, 5) }),
            "7.1, 26.2, 38.1, 23.8 and 4.8 % in steps of 5"
        );
        Assert.That(drawn.Dots.Single().X, Is.EqualTo(figure.Value));
        Assert.That(drawn.Words, Is.EqualTo(new[] { "5%", "25%", "40%", "25%", "5%" }));
    }

    [Test]
    public void An_overall_rating_in_three_parts_has_a_column_over_the_ratings_of_each()
    {
        var drawn = new Drawn(new OverallChart(new ChartRow("Overall", SampleFigures.Rating("overall", 2, 3, 6, 5, 4)), Drawn.English));

        Assert.That(drawn.Bars.Select(bar => (bar.Position, bar.Value)), Is.EqualTo(new[] { (1.5, 20.0), (3, 40), (4.5, 40) }));
        Assert.That(drawn.Words, Is.EqualTo(new[] { "1–2: 20%", "3: 40%", "4–5: 40%" }));
    }

    [Test]
    public void An_overall_rating_in_words_is_a_range_without_columns()
    {
        var drawn = new Drawn(new OverallChart(new ChartRow("Overall", SampleFigures.Rating("overall", 0, 0, 7, 0, 0)), Drawn.English));

        Assert.That((drawn.Bars.Count, drawn.Dots.Count), Is.EqualTo((0, 0)));
        Assert.That(drawn.Rectangles.Select(range => (range.X1, range.X2)), Is.EqualTo(new[] { (2.5, 3.5) }));
    }

    [Test]
    public void A_hidden_overall_rating_is_hatched()
    {
        var drawn = new Drawn(new OverallChart(new ChartRow("Overall", SampleFigures.Hidden("overall")), Drawn.English));

        Assert.That((drawn.Bars.Count, drawn.Dots.Count, drawn.Hatches.Count), Is.EqualTo((0, 0, 1)));
    }

    [Test]
    public void A_sparkline_skips_hidden_waves_and_ends_in_a_dot()
    {
        PublishedFigure?[] figures = [Mean(3), Mean(3.5), null, Mean(2), Mean(4)];
        var drawn = new Drawn(new Sparkline("Waiting", figures, (1, 5), Drawn.English));

        Assert.That(drawn.Strokes.Select(stroke => (stroke.Start.Y, stroke.End.Y)), Is.EqualTo(new[] { (3, 3.5), (2, 4.0) }));
        Assert.That(drawn.Dots.Select(dot => (dot.X, dot.Y)), Is.EqualTo(new[] { (4, 4.0) }));
        Assert.That(new Sparkline("Waiting", [Mean(3), null, Mean(2)], (1, 5), Drawn.English).HasLine, Is.False);
    }

    [Test]
    public void Each_pair_is_a_cell_in_the_shade_of_its_mean_and_a_hidden_one_is_hatched()
    {
        var report = SampleOrganisation.Make();
        var drawn = new Drawn(new PairChart(new PairTable(report.Pairs, Language.Of("en")), Drawn.English));
        var shown = report.Pairs.Cells.Where(cell => cell.Overall is { IsShown: true }).ToList();

        Assert.That(drawn.Hatches, Has.Count.EqualTo(report.Pairs.Cells.Count - shown.Count));
        Assert.That(drawn.Words, Is.SupersetOf(shown.Select(cell => Drawn.English.Words.Brief(cell.Overall)!)));
        Assert.That(drawn.Left, Does.Contain("Department 2"));
    }

    [TestCase(FigureWord.Low, 2)]
    [TestCase(FigureWord.Middle, 3)]
    [TestCase(FigureWord.High, 4)]
    public void A_pair_in_words_has_a_middle_shade_so_that_few_answers_do_not_look_stronger_than_many(string word, int shade)
    {
        var sample = SampleOrganisation.Make().Pairs;
        var pairs = sample with { Cells = [sample.Cells[0] with { Overall = SampleFigures.InWords("overall", word) }] };
        var drawn = new Drawn(new PairChart(new PairTable(pairs, Language.Of("en")), Drawn.English));

        Assert.That(drawn.Rectangles.Single().FillColor, Is.EqualTo(ChartColours.Tokens.Rate(shade)));
        Assert.That(drawn.Words, Does.Contain(word));
    }

    private static PublishedFigure Mean(double value) => SampleFigures.Valued("waiting", value);
}
