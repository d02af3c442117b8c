using System.Diagnostics;
using Survey.Db.Languages;
using Survey.Reports.ChartFiles;
using Survey.Reports.Charts;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Bench;

/// <summary>Medians over the charts of a report of six steps and 12 waves: an SVG as on a page, a PNG as a file.</summary>
[Category("Bench"), Explicit("Measures; see make bench.")]
public sealed class ChartBench
{
    private const int Rounds = 40;

    [Test]
    public async Task Chart()
    {
        var report = SampleReport.Make(steps: 6, waves: 12);
        var reader = new Reader(Language.Of("en"), Printing: false);
        var range = report.TrendRange();
        ChartDrawing[] drawings =
        [
            new OverallChart(new ChartRow("Overall", report.Overall), reader),
            new TrendChart("Overall", report.Series("overall", range), reader),
            .. report.Steps.Select(step => new MeanChart([new ChartRow("Step", step.Figure, step.Target)], reader)),
            .. report.Steps.Select(step => new DistributionChart([new ChartRow("Step", step.Figure)], new Reach(1, 1), reader)),
            .. report.Steps.Select(step => new TrendChart("Step", report.Series(step.Point.Code, range) with { IsSmall = true }, reader)),
        ];
        var files = new[] { "overall", "steps", "targets", "trend" }
            .Select(name => new RelationshipCharts(report, reader).Find(name)!)
            .ToList();

        var svg = Median(drawings, drawing => ChartRenderer.PageSvg(drawing, drawing.Widths[^1], "chart", ""));
        var png = Median(files, file => file.Make("png"));
        await BenchLine.WriteAsync("chart", ("svg_ms", svg), ("png_ms", png), ("charts", drawings.Length));
    }

    private static double Median<T>(IReadOnlyList<T> all, Func<T, object> make)
    {
        var milliseconds = new List<double>();
        for (var round = -3; round < Rounds; round++)
        {
            foreach (var one in all)
            {
                var clock = Stopwatch.GetTimestamp();
                make(one);
                milliseconds.AddRange(round < 0 ? [] : [Stopwatch.GetElapsedTime(clock).TotalMilliseconds]);
            }
        }
        return milliseconds.Order().ElementAt(milliseconds.Count / 2);
    }
}
