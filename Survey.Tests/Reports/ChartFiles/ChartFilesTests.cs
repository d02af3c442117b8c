using System.Text;
using System.Xml.Linq;
using SkiaSharp;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.ChartFiles;

/// <summary>Charts by themselves: which there are, what stands around them, and their tables.</summary>
public sealed class ChartFilesTests
{
    private static readonly RelationshipReport Report = SampleReport.Make(
        verdicts: [new(1, "step1", Against.Target, null, Verdict.Worse, -0.4, null, null)]
    ) with
    {
        Found = [new(1, "step1", 40, 30, 52, 90), new(1, "step2", 20, 9, 31, 60)],
    };

    [TestCase("overall")]
    [TestCase("steps")]
    [TestCase("steps-step2")]
    [TestCase("targets")]
    [TestCase("trend")]
    [TestCase("trend-step2")]
    [TestCase("importance")]
    [TestCase("funnel")]
    public void Every_chart_of_a_relationship_is_a_picture_with_title_wave_number_and_source(string chart)
    {
        foreach (var language in Language.Codes)
        {
            var found = Find(Report, chart, language)!;
            var svg = Encoding.UTF8.GetString(found.Make("svg"));
            var words = string.Join(
                ' ',
                XDocument.Parse(svg).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)
            );
            using var png = SKBitmap.Decode(found.Make("png"));

            Assert.That(
                words,
                Does.Match("Help and advice\\s?: Information technology →")
                    .And.Contain(" 2026, Office")
                    .And.Contain("85")
                    .And.Contain("Survey")
            );
            Assert.That(svg, Does.Not.Contain("FE01").And.Not.Contain("class=").And.Contain("#1c2530").IgnoreCase);
            Assert.That((png.Width, png.Height), Is.EqualTo((2 * Number(svg, "width"), 2 * Number(svg, "height"))));
        }
    }

    [TestCase("steps-none")]
    [TestCase("trend-none")]
    [TestCase("pairs")]
    [TestCase("")]
    public void What_the_report_has_not_is_not_there(string chart) => Assert.That(Find(Report, chart), Is.Null);

    [Test]
    public void Nothing_is_drawn_that_the_page_leaves_out()
    {
        var report = SampleReport.Make(steps: 0, waves: 1);

        Assert.That(new[] { "steps", "targets", "trend", "importance", "funnel" }.Select(chart => Find(report, chart)), Is.All.Null);
    }

    [Test]
    public void Hidden_figures_are_neither_in_the_picture_nor_in_its_table()
    {
        var hidden = SampleReport.Make(hidden: true, comments: false);
        foreach (var chart in new[] { "overall", "steps", "targets", "trend" })
        {
            var found = Find(hidden, chart)!;
            Assert.That(Encoding.UTF8.GetString(found.Make("svg")), Does.Contain("not enough answers").And.Not.Match(@">\d\.\d"), chart);
            Assert.That(
                found.Rows.Where(row => row.Measure != "target").Select(row => (row.Value, row.N, row.Shown)),
                Is.All.EqualTo(("", "", Shown.Hidden)),
                chart
            );
        }
    }

    [TestCase("trend", "relationship:IT-ALL,office-2026-01-02,,mean,3.3,3.0,3.6,85,yes")]
    [TestCase("targets", "relationship:IT-ALL,office-2026-06-02,step1,target,3.8,,,,yes")]
    [TestCase("importance", "relationship:IT-ALL,office-2026-06-02,step1,importance,40,30,52,,yes")]
    [TestCase("importance", "relationship:IT-ALL,office-2026-06-02,step1,distance_to_target,-0.4,,,,yes")]
    [TestCase("steps-step1", "relationship:IT-ALL,office-2026-06-02,step1,count_5,,0,5,85,yes")]
    [TestCase("funnel", "relationship:IT-ALL,office-2026-06-02,step2,satisfied_so_far,60,,,,yes")]
    [TestCase("steps-step1", "relationship:IT-ALL,office-2026-06-02,step1,count_1,15,,,85,yes")]
    public void The_table_has_the_columns_of_the_report(string chart, string line)
    {
        var lines = Encoding.UTF8.GetString(Find(Report, chart, "fi")!.Make("csv")).Split("\r\n");

        Assert.That(lines[0], Is.EqualTo("scope,wave,breakdown_point,measure,value,low,high,n,shown"));
        Assert.That(lines, Does.Contain(line));
    }

    [Test]
    public void The_organisation_has_its_pairs_its_overall_rating_and_its_trend()
    {
        var report = SampleOrganisation.Make();
        report = report with { Trend = [new(report.Wave with { Code = "W1" }, report.All!), new(report.Wave, report.All!)] };
        var charts = new OrganisationCharts(report, new Reader(Language.Of("en"), true));

        Assert.That(new[] { "pairs", "overall", "trend" }.Select(charts.Find), Has.None.Null);
        Assert.That(charts.Find("pairs")!.Rows.Select(row => row.Scope), Does.Contain("pair:U2:ALL"));
        Assert.That(Encoding.UTF8.GetString(charts.Find("pairs")!.Make("svg")), Does.Contain("Department 2").And.Contain("Meridian"));
        Assert.That(charts.Find("steps"), Is.Null);
    }

    [Test]
    public void A_unit_has_how_it_is_rated_and_how_it_rates()
    {
        var charts = new UnitCharts(SampleOrganisation.MakeUnit(), new Reader(Language.Of("en"), true));

        Assert.That(
            Encoding.UTF8.GetString(charts.Find("overall")!.Make("svg")),
            Does.Contain("How this unit’s customers rate it · Department 2")
        );
        Assert.That(charts.Find("received"), Is.Not.Null);
        Assert.That(charts.Find("pairs"), Is.Null);
    }

    [Test]
    public void A_name_that_the_font_cannot_write_gives_way_to_the_code()
    {
        var report = Report with { Relationship = Report.Relationship with { Service = LocalizedText.Of("経理") } };

        Assert.That(
            Encoding.UTF8.GetString(Find(report, "overall")!.Make("svg")),
            Does.Contain("Overall rating · IT-ALL").And.Not.Contain("経理")
        );
    }

    private static int Number(string svg, string attribute) => (int)XDocument.Parse(svg).Root!.Attribute(attribute)!;

    private static ReportChart? Find(RelationshipReport report, string chart, string language = "en") =>
        new RelationshipCharts(report, new Reader(Language.Of(language), Printing: true)).Find(chart);
}
