using Survey.Reports;
using Survey.Reports.Contents;

namespace Survey.Tests.Reports;

public sealed class ReportArgumentsTests
{
    [Test]
    public void A_scope_a_wave_a_language_and_a_file_are_understood()
    {
        var asked = Read(["--scope", "relationship:IT-ALL", "--wave", "W1", "--language", "fi", "--out", "x.PDF"]);

        Assert.That(
            (asked.Scope, asked.Wave, asked.Language.Code, asked.Out),
            Is.EqualTo((new ReportScope(ReportKind.Relationship, "IT-ALL"), "W1", "fi", "x.PDF"))
        );
    }

    [Test]
    public void Latest_is_what_one_gets_without_saying_so() =>
        Assert.That(Read(["--scope", "organisation", "--wave", "latest", "--out", "x.csv"]).Wave, Is.Null);

    [TestCase("Option '--scope' is required.", "--out", "x.pdf")]
    [TestCase("Give either --out FILE.pdf, --out FILE.csv or --all DIR.", "--scope", "organisation")]
    [TestCase("--out 'x.doc' ends neither in .pdf nor in .csv.", "--scope", "organisation", "--out", "x.doc")]
    [TestCase("--all writes every report of the wave: leave --scope out.", "--scope", "unit:X", "--all", "reports")]
    [TestCase("--scope 'team:X' is not organisation, unit:CODE or relationship:CODE.", "--scope", "team:X", "--out", "x.pdf")]
    [TestCase("--language 'sv' is not one of en, fi, et, pl, fr.", "--scope", "organisation", "--language", "sv", "--out", "x.pdf")]
    [TestCase("Required argument missing for option: '--wave'.", "--scope", "organisation", "--out", "x.pdf", "--wave")]
    [TestCase("Unrecognized command or argument '--colour'.", "--all", "x", "--colour", "red")]
    [TestCase(
        "Option '--out' expects a single argument but 2 were provided.",
        "--scope",
        "organisation",
        "--out",
        "a.pdf",
        "--out",
        "b.pdf"
    )]
    public void Wrong_usage_is_explained(string explanation, params string[] arguments) =>
        Assert.That(
            ReportsCommandLine.Runner().Parse(["report", .. arguments]).Errors.Select(error => error.Message).First(),
            Is.EqualTo(explanation)
        );

    private static ReportArguments Read(string[] arguments) =>
        ReportArguments.Of(ReportsCommandLine.Runner().Parse(["report", .. arguments]));
}
