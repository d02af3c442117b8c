using Survey.Reports;
using Survey.Reports.ChartFiles;
using Survey.Reports.Contents;

namespace Survey.Tests.Reports.ChartFiles;

public sealed class ChartArgumentsTests
{
    [Test]
    public void A_step_is_part_of_the_charts_name()
    {
        var asked = Read(["--scope", "relationship:IT-ALL", "--chart", "trend", "--step", "waiting", "--wave", "latest", "--out", "x.PNG"]);

        Assert.That(
            (asked.Scope, asked.Chart, asked.Wave, asked.Language.Code, asked.FileKind),
            Is.EqualTo((new ReportScope(ReportKind.Relationship, "IT-ALL"), "trend-waiting", (string?)null, "en", "png"))
        );
    }

    [TestCase("Option '--scope' is required.", "--chart", "trend", "--out", "x.png")]
    [TestCase("Option '--chart' is required.", "--scope", "organisation", "--out", "x.png")]
    [TestCase("Option '--out' is required.", "--scope", "organisation", "--chart", "trend")]
    [TestCase(
        "--out 'x.pdf' ends neither in .svg nor in .png nor in .csv.",
        "--scope",
        "organisation",
        "--chart",
        "trend",
        "--out",
        "x.pdf"
    )]
    [TestCase(
        "--step goes with --chart steps and --chart trend.",
        "--scope",
        "relationship:X",
        "--chart",
        "funnel",
        "--step",
        "x",
        "--out",
        "x.png"
    )]
    public void Wrong_usage_is_explained(string explanation, params string[] arguments) =>
        Assert.That(
            ReportsCommandLine.Runner().Parse(["chart", .. arguments]).Errors.Select(error => error.Message),
            Is.EqualTo(new[] { explanation })
        );

    private static ChartArguments Read(string[] arguments) => ChartArguments.Of(ReportsCommandLine.Runner().Parse(["chart", .. arguments]));
}
