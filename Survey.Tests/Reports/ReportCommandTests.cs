using System.Diagnostics;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>The program as people run it.</summary>
public sealed class ReportCommandTests
{
    private TestDatabase _test = null!;
    private string _folder = "";

    [OneTimeSetUp]
    public async Task SealAsync()
    {
        _test = await TestDatabase.CreateAsync(StartingPoint.SmallOrganisation);
        var organisation = new Organisation(_test.Database);
        await PublishedWave.SealAsync(organisation, "W1", new DateOnly(2026, 1, 1));
        await PublishedWave.SealAsync(organisation, "W2", new DateOnly(2026, 2, 1));
        _folder = Directory.CreateTempSubdirectory("survey-reports-").FullName;
    }

    [OneTimeTearDown]
    public async Task DropAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _test.DisposeAsync();
    }

    [Test]
    public async Task It_writes_the_latest_wave_into_the_callers_folder()
    {
        var (status, output, error) = await RunAsync("report", "--scope", "relationship:IT-ALL", "--out", "it.csv");

        Assert.That((status, output, error), Is.EqualTo((0, "it.csv\n", "")));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "it.csv")), Does.Contain("relationship:IT-ALL,W2,,mean,"));
    }

    [Test]
    public async Task It_writes_a_pdf_of_every_report_of_a_wave_and_says_how_far_it_is()
    {
        string[] files =
        [
            "organisation-W1-et.pdf",
            "relationships/HR-SALES-W1-et.pdf",
            "relationships/IT-ALL-W1-et.pdf",
            "relationships/SALES-SALES-W1-et.pdf",
            "units/HR-W1-et.pdf",
            "units/IT-W1-et.pdf",
            "units/ROOT-W1-et.pdf",
            "units/SALES-W1-et.pdf",
        ];
        var (status, output, error) = await RunAsync("report", "--all", "all", "--wave", "W1", "--language", "et");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(FilesIn("all"), Is.EqualTo(files));
        Assert.That(
            lines.Select(line => line.Split("  ")[1]).Order(StringComparer.Ordinal),
            Is.EqualTo(files.Select(file => $"all/{file}"))
        );
        Assert.That(
            lines.Select(line => line.Split("  ")[0]),
            Is.EqualTo(Enumerable.Range(1, files.Length).Select(number => $"{number} of {files.Length}"))
        );
    }

    [Test]
    public async Task A_run_that_was_interrupted_writes_only_what_is_missing_when_it_is_repeated()
    {
        await RunAsync("report", "--all", "again", "--wave", "W1");
        var all = FilesIn("again");
        var (kept, lost) = (Path.Combine(_folder, "again", all[0]), Path.Combine(_folder, "again", all[1]));
        await File.WriteAllTextAsync(kept, "as it was");
        File.Move(lost, lost + ".part");

        var (_, output, _) = await RunAsync("report", "--all", "again", "--wave", "W1");

        Assert.That(FilesIn("again"), Is.EqualTo(all));
        Assert.That(await File.ReadAllTextAsync(kept), Is.EqualTo("as it was"));
        Assert.That(
            output.Split('\n').Where(line => line.Length > 0 && !line.EndsWith("was there", StringComparison.Ordinal)),
            Has.One.Items
        );
    }

    [TestCase("it.svg")]
    [TestCase("it.png")]
    [TestCase("it-chart.csv")]
    public async Task It_writes_a_chart(string file)
    {
        var (status, output, error) = await RunAsync(
            "chart",
            "--scope",
            "relationship:IT-ALL",
            "--chart",
            "trend",
            "--language",
            "fi",
            "--out",
            file
        );

        Assert.That((status, output, error), Is.EqualTo((0, file + "\n", "")));
        Assert.That(new FileInfo(Path.Combine(_folder, file)).Length, Is.GreaterThan(100));
    }

    [TestCase(
        1,
        "There is no chart 'none' of relationship:IT-ALL in its latest wave.",
        "chart",
        "--scope",
        "relationship:IT-ALL",
        "--chart",
        "none",
        "--out",
        "x.csv"
    )]
    [TestCase(
        1,
        "There is no chart 'trend' of relationship:IT-ALL in W1.",
        "chart",
        "--scope",
        "relationship:IT-ALL",
        "--chart",
        "trend",
        "--wave",
        "W1",
        "--out",
        "x.csv"
    )]
    [TestCase(
        1,
        "There is no chart 'pairs' of organisation in W9.",
        "chart",
        "--scope",
        "organisation",
        "--chart",
        "pairs",
        "--wave",
        "W9",
        "--out",
        "x.csv"
    )]
    [TestCase(2, "Option '--chart' is required.", "chart", "--scope", "organisation", "--out", "x.csv")]
    [TestCase(1, "No sealed wave has results for relationship:NONE.", "report", "--scope", "relationship:NONE", "--out", "x.csv")]
    [TestCase(
        1,
        "The wave 'W9' is not sealed or has no results for organisation.",
        "report",
        "--scope",
        "organisation",
        "--wave",
        "W9",
        "--out",
        "x.csv"
    )]
    [TestCase(2, "Unrecognized command or argument 'print'.", "print")]
    [TestCase(2, "Required command was not provided.\n\"Survey.Reports --help\" says what can be given.")]
    [TestCase(2, "Option '--scope' is required.", "report", "--out", "x.csv")]
    public async Task A_refusal_says_why_and_leaves_no_file(int expected, string reason, params string[] arguments)
    {
        var (status, output, error) = await RunAsync(arguments);

        Assert.That((status, output), Is.EqualTo((expected, "")));
        Assert.That(error, Does.StartWith(reason));
        Assert.That(File.Exists(Path.Combine(_folder, "x.csv")), Is.False);
    }

    [Test]
    public async Task Help_is_not_an_error()
    {
        var (status, output, _) = await RunAsync("report", "--help");

        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Contain("--scope <SCOPE>").And.Contain("organisation, unit:CODE or relationship:CODE"));
    }

    private string[] FilesIn(string folder) =>
        [
            .. Directory
                .GetFiles(Path.Combine(_folder, folder), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(_folder, folder), file))
                .Order(StringComparer.Ordinal),
        ];

    private async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Survey.Reports.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["ConnectionStrings__Survey"] = _test.ConnectionString;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
