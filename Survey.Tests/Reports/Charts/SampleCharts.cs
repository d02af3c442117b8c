using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Charts.Marks;
using Survey.Reports.Contents;
using Survey.Reports.Pairs;
using Survey.Reports.Sections;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Charts;

/// <summary>One chart of each kind from invented figures.</summary>
internal static class SampleCharts
{
    public static readonly string[] Names =
    [
        "distribution",
        "mean",
        "overall",
        "trend",
        "small trend",
        "importance",
        "funnel",
        "sparkline",
    ];

    /// <summary>Those of files, with names and of several figures.</summary>
    public static readonly string[] FileNames = ["steps", "targets", "overall", "trend", "importance", "funnel", "pairs", "sparkline"];

    /// <param name="shift">Added to the answers of one rating, the value of one wave or one share: a fault.</param>
    public static ChartDrawing Make(string name, string language, int shift = 0)
    {
        var reader = Drawn.ReaderOf(language);
        var report = SampleReport.Make();
        var waiting = new ChartRow("Waiting", SampleFigures.Rating("waiting", 6 + shift, 22, 32, 20, 4), 3.8);
        ChartRow[] rows =
        [
            new("1 Getting in touch", SampleFigures.Rating("intake", 1, 4, 20, 30, 29), 4),
            waiting,
            new("3 Quality", SampleFigures.Hidden("quality")),
            new("4 Follow-up", SampleFigures.Rating("follow", 2, 3, 6, 5, 4)),
            new("5 Handing over", SampleFigures.InWords("handing", FigureWord.High), 3.5),
        ];
        var series = Series(report, shift);
        return name switch
        {
            "distribution" => new DistributionChart([waiting], new Reach(0.75, 0.75), reader),
            "steps" => new DistributionChart(rows, new Reach(0.75, 1), reader, "Step by step"),
            "mean" => new MeanChart([waiting], reader),
            "targets" => new MeanChart(rows, reader, "Means and targets"),
            "overall" => new OverallChart(waiting, reader),
            "trend" => new TrendChart("Waiting", series, reader),
            "small trend" => new TrendChart("Waiting", series with { IsSmall = true }, reader),
            "importance" => new ImportanceChart(
                [new(1, "Intake", 40, 30, 55, 0.4 - shift / 40.0, false), new(2, "Waiting", 20, 10, 35, -0.6, true)],
                reader
            ),
            "funnel" => new FunnelChart([new(1, "Intake", 90, 10), new(2, "Waiting", 60 - shift, 30 + shift)], reader),
            "pairs" => new PairChart(new PairTable(SampleOrganisation.Make(shift > 0 ? 7 : 8).Pairs, reader.Language), reader),
            "sparkline" => new Sparkline("Waiting", [.. series.Points.Select(point => point.Figure)], series.Range, reader),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }

    /// <summary>A word, a hidden wave, one too coarse for a trend, then three in numbers.</summary>
    private static TrendSeries Series(RelationshipReport report, int shift)
    {
        var series = report.Series("step2", report.TrendRange());
        return series with
        {
            Points =
            [
                .. series.Points.Select(
                    (point, index) =>
                        (
                            point.Wave,
                            index switch
                            {
                                0 => SampleFigures.InWords("step2", FigureWord.Middle),
                                2 => SampleFigures.Rating("step2", 0, 1, 4, 3, 2),
                                4 when point.Figure is { } figure => figure with
                                {
                                    Value = figure.Value - shift / 20.0,
                                    Low = figure.Low - shift / 20.0,
                                    High = figure.High - shift / 20.0,
                                },
                                _ => point.Figure,
                            }
                        )
                ),
            ],
        };
    }
}
