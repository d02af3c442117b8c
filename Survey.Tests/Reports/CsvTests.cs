using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Survey.Db.Languages;
using Survey.Db.Results;
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

        Assert.That(
            rows[0].Keys,
            Is.EqualTo(new[] { "scope", "wave", "breakdown_point", "measure", "value", "low", "high", "n", "shown" })
        );
        Assert.That(
            waiting,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["scope"] = "relationship:IT-ALL",
                    ["wave"] = report.Wave.Code,
                    ["breakdown_point"] = "step2",
                    ["measure"] = "mean",
                    ["value"] = FormattableString.Invariant($"{figure.Value:F1}"),
                    ["low"] = FormattableString.Invariant($"{figure.Low:F1}"),
                    ["high"] = FormattableString.Invariant($"{figure.High:F1}"),
                    ["n"] = "85",
                    ["shown"] = "yes",
                }
            )
        );
        Assert.That(Value(rows, "", "response_rate"), Is.EqualTo("70"));
        Assert.That(Value(rows, "", "recommendation"), Is.EqualTo("5"), "31 promoters and 27 detractors of 84, in steps of 5");
    }

    [Test]
    public async Task About_how_many_gave_each_rating_follows_from_the_shown_shares_and_the_shown_number_of_answers()
    {
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(SampleReport.Make())));
        var counts = rows.Where(row => row["breakdown_point"] == "step2" && row["measure"].StartsWith("count_", StringComparison.Ordinal))
            .ToList();

        // 1, 8, 26, 34 and 15 of 84: shown as under 3, 10, 30, 40 and 20 % of about 85.
        Assert.That(counts.Select(row => row["value"]), Is.EqualTo(new[] { "", "10", "25", "35", "15" }));
        Assert.That((counts[0]["low"], counts[0]["high"], counts[0]["shown"]), Is.EqualTo(("0", "5", "yes")));
    }

    [Test]
    public async Task Of_fewer_than_25_answers_the_ratings_are_counted_in_three_parts()
    {
        var report = SampleReport.Make();
        var figures = new Dictionary<string, PublishedFigure> { ["step2"] = SampleFigures.Rating("step2", 2, 3, 6, 5, 4) };
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(report with { Cells = [report.All with { Figures = figures }] })));

        // 25, 30 and 45 % in steps of 20, of about 20 answers.
        Assert.That(
            rows.Where(row => row["breakdown_point"] == "step2" && row["measure"].StartsWith("count_", StringComparison.Ordinal))
                .Select(row => (row["measure"], row["value"])),
            Is.EqualTo(new[] { ("count_1_2", "5"), ("count_3", "10"), ("count_4_5", "10") })
        );
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
    public async Task A_small_group_has_a_word_and_nothing_else()
    {
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(SampleReport.Make(answers: 7))));
        var mean = rows.Single(row => row["breakdown_point"] == "step2" && row["measure"] == "mean");

        Assert.That((mean["value"], mean["shown"]), Is.EqualTo(("high", "yes")), "2 threes, 4 fours and 1 five");
        Assert.That((mean["n"], mean["low"], mean["high"]), Is.EqualTo(("5 to 9", "", "")));
        Assert.That(
            rows.Where(row => row["measure"].StartsWith("count_", StringComparison.Ordinal) || row["measure"] == "favourable")
                .Select(row => row["shown"]),
            Has.All.EqualTo("hidden")
        );
    }

    [Test]
    public async Task The_organisation_has_its_roll_up_and_every_relationship()
    {
        var report = SampleOrganisation.Make();
        var rows = await ParseAsync(ReportCsv.Write(ReportRows.Of(report)));

        Assert.That(
            rows.Select(row => row["scope"]).Distinct(),
            Is.EqualTo(report.Relationships.Select(row => $"relationship:{row.Relationship.Code}").Prepend("organisation"))
        );
    }

    [TestCase("en", ',', '.')]
    [TestCase("fi", ';', ',')]
    [TestCase("et", ';', ',')]
    [TestCase("pl", ';', ',')]
    [TestCase("fr", ';', ',')]
    public void For_Excel_it_has_a_mark_at_the_start_and_the_separators_of_the_language(string language, char separator, char mark)
    {
        var rows = ReportRows.Of(SampleReport.Make()).ToList();
        var file = ReportCsv.WriteForExcel(rows, Language.Of(language));
        var lines = Encoding.UTF8.GetString(file).Split("\r\n");
        var mean = rows.Single(row => row is { BreakdownPoint: "step2", Measure: "mean" });

        Assert.That(file.Take(3), Is.EqualTo(Encoding.UTF8.Preamble.ToArray()));
        Assert.That(lines[0], Is.EqualTo("\ufeffscope,wave,breakdown_point,measure,value,low,high,n,shown".Replace(',', separator)));
        var numbers = $"{mean.Value}/{mean.Low}/{mean.High}".Replace('.', mark).Replace('/', separator);
        Assert.That(lines, Does.Contain(string.Join(separator, mean.Scope, mean.Wave, "step2", "mean", numbers, "85", "yes")));
        Assert.That(lines.SkipLast(1).Select(line => line.Count(letter => letter == separator)), Has.All.EqualTo(8));
    }

    private static string Value(List<Dictionary<string, string>> rows, string point, string measure) =>
        rows.Single(row => row["breakdown_point"] == point && row["measure"] == measure)["value"];

    private static async Task<List<Dictionary<string, string>>> ParseAsync(byte[] csv)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, csv);
        using var process = Process.Start(
            new ProcessStartInfo("/usr/bin/python3", ["-c", Parser, file]) { RedirectStandardOutput = true }
        )!;
        var rows = JsonSerializer.Deserialize<List<Dictionary<string, string>>>(await process.StandardOutput.ReadToEndAsync())!;
        File.Delete(file);
        return rows;
    }
}
