using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Survey.Reports.Csv;
using Survey.Tests.Support;

namespace Survey.Tests.Reports;

/// <summary>The report CSV as another program's parser reads it.</summary>
public sealed class CsvTests
{
    private const string Parser = """
        import csv, json, sys
        print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True))))
        """;

    [Test]
    public async Task It_carries_the_published_figures_with_a_decimal_point()
    {
        var report = SampleReport.Make();
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(report)));
        var waiting = rows.Single(row => row["breakdown_point"] == "step2" && row["measure"] == "mean");
        var figure = report.All.Of("step2")!;

        Assert.That(rows[0].Keys, Is.EqualTo(new[] { "scope", "wave", "breakdown_point", "measure", "value", "low", "high", "n", "shown" }));
        Assert.That(waiting, Is.EqualTo(new Dictionary<string, string>
        {
            ["scope"] = "relationship:IT-ALL",
            ["wave"] = report.Wave.Code,
            ["breakdown_point"] = "step2",
            ["measure"] = "mean",
            ["value"] = FormattableString.Invariant($"{figure.Value:F2}"),
            ["low"] = FormattableString.Invariant($"{figure.Low:F2}"),
            ["high"] = FormattableString.Invariant($"{figure.High:F2}"),
            ["n"] = "84",
            ["shown"] = "yes",
        }));
        Assert.That(Value(rows, "", "response_rate"), Is.EqualTo("70"));
        Assert.That(Value(rows, "", "recommendation"), Is.EqualTo("12"));
        Assert.That(Enumerable.Range(1, 5).Sum(rating => int.Parse(Value(rows, "step2", $"count_{rating}"), CultureInfo.InvariantCulture)), Is.EqualTo(84));
    }

    [Test]
    public async Task A_hidden_figure_has_no_number_at_all()
    {
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(SampleReport.Make(hidden: true))));
        var ratings = rows.Where(row => row["measure"] is not ("response_rate" or "no_contact")).ToList();

        Assert.That(ratings.Select(row => row["shown"]), Has.All.EqualTo("hidden"));
        Assert.That(ratings.Select(row => row["value"] + row["low"] + row["high"] + row["n"]), Has.All.Empty);
    }

    [Test]
    public async Task A_small_group_has_one_decimal_and_a_band_and_nothing_else()
    {
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(SampleReport.Make(answers: 7))));
        var mean = rows.Single(row => row["breakdown_point"] == "step2" && row["measure"] == "mean");

        Assert.That(mean["value"], Does.Match(@"^\d\.\d$"));
        Assert.That((mean["n"], mean["low"], mean["high"]), Is.EqualTo(("5-9", "", "")));
        Assert.That(rows.Where(row => row["measure"].StartsWith("count_", StringComparison.Ordinal) || row["measure"] == "favourable").Select(row => row["shown"]), Has.All.EqualTo("hidden"));
    }

    [Test]
    public async Task The_organisation_has_its_roll_up_and_every_relationship()
    {
        var report = SampleOrganisation.Make();
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(report)));

        Assert.That(rows.Select(row => row["scope"]).Distinct(),
            Is.EqualTo(report.Relationships.Select(row => $"relationship:{row.Relationship.Code}").Prepend("organisation")));
    }

    private static string Value(List<Dictionary<string, string>> rows, string point, string measure) =>
        rows.Single(row => row["breakdown_point"] == point && row["measure"] == measure)["value"];

    private static async Task<List<Dictionary<string, string>>> ParseAsync(byte[] csv)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, csv);
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Parser, file]) { RedirectStandardOutput = true })!;
        var rows = JsonSerializer.Deserialize<List<Dictionary<string, string>>>(await process.StandardOutput.ReadToEndAsync())!;
        File.Delete(file);
        return rows;
    }
}
