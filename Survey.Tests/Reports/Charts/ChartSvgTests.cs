using System.Text.RegularExpressions;
using System.Xml.Linq;
using Survey.Reports.Charts;
using Survey.Reports.Look;

namespace Survey.Tests.Reports.Charts;

/// <summary>
/// What every chart on a page must be: fit for the content policy, for dark mode, and the same bytes for the same figures.
/// </summary>
public sealed partial class ChartSvgTests
{
    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.Names))]
    public void It_has_a_view_box_a_role_a_title_and_a_description(string name)
    {
        var svg = XDocument.Parse(Page(name)).Root!;

        Assert.That(((string)svg.Attribute("viewBox")!).Split(' '), Has.Length.EqualTo(4));
        Assert.That((string)svg.Attribute("role")!, Is.EqualTo("img"));
        Assert.That(
            ((string)svg.Attribute("aria-labelledby")!)
                .Split(' ')
                .Select(id => svg.Elements().Single(element => (string?)element.Attribute("id") == id).Value),
            Has.All.Not.Empty
        );
    }

    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.Names))]
    public void It_has_no_colours_no_styles_and_no_ids_of_its_own(string name)
    {
        var svg = Page(name);

        Assert.That(svg, Does.Not.Match("#[0-9A-Fa-f]{6}|style=|clip|url\\(|<g|(fill|stroke)=\"(?!none)"));
        Assert.That(Ids().Matches(svg).Select(match => match.Groups[1].Value), Is.EqualTo(new[] { "c1-title", "c1-desc" }));
    }

    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.Names))]
    public void Its_colours_are_classes_that_the_style_has(string name)
    {
        var classes = Classes().Matches(Page(name)).Skip(1).SelectMany(match => match.Groups[1].Value.Split(' ')).Distinct().ToList();

        Assert.That(classes, Is.Not.Empty);
        Assert.That(classes.Where(one => !Stylesheet.Text.Contains($".{one} {{", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.Names))]
    public void The_same_figures_are_the_same_bytes_on_any_thread(string name)
    {
        var first = Page(name);
        var others = Enumerable.Range(0, 8).AsParallel().Select(_ => Page(name)).ToList();

        Assert.That(others, Is.All.EqualTo(first));
    }

    [TestCaseSource(typeof(SampleCharts), nameof(SampleCharts.Names))]
    public void Each_text_has_one_anchor_and_no_letter_is_under_11_pixels_on_a_phone(string name)
    {
        var chart = SampleCharts.Make(name, "en");
        var (width, svg) = (chart.Widths[0], Page(name));

        Assert.That(SvgTexts.Texts(svg).All(text => text.Words.Length > 0), Is.True);
        Assert.That(svg, Does.Not.Match("<text[^>]* x=\"[^\"]*,"));
        // The room on a phone of 360 pixels; a sparkline has no letters.
        Assert.That(ChartDrawing.Letters * Math.Min(1, 328.0 / width), Is.GreaterThanOrEqualTo(11));
    }

    [TestCase("mean", 3000)]
    [TestCase("distribution", 3000)]
    [TestCase("trend", 6000)]
    public void It_is_small(string name, int most) => Assert.That(Page(name), Has.Length.LessThan(most));

    [Test]
    public void A_word_keeps_its_anchor_whatever_the_readers_font()
    {
        var texts = SvgTexts.Texts(Page("overall"));

        Assert.That(texts.Select(text => text.Anchor), Is.All.EqualTo("middle"));
        Assert.That(texts.Single(text => text.Words == "3").X, Is.EqualTo(170).Within(0.2), "the middle of the scale");
    }

    [Test]
    public void Hostile_names_are_words()
    {
        var chart = new MeanChart([new ChartRow("<script>\"&", Support.SampleFigures.Rating("x", 1, 2, 3, 4, 5))], Drawn.English);

        Assert.That(
            XDocument.Parse(ChartRenderer.PageSvg(chart, 280, "c1", "")).Root!.Elements().First().Value,
            Does.StartWith("<script>\"&")
        );
    }

    private static string Page(string name)
    {
        var chart = SampleCharts.Make(name, "en");
        return ChartRenderer.PageSvg(chart, chart.Widths[0], "c1", "");
    }

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex(" class=\"([^\"]*)\"")]
    private static partial Regex Classes();
}
