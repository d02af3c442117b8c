using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Reports.Charts;
using Survey.Reports.Contents;
using Survey.Reports.Csv;
using Survey.Reports.Sections;

namespace Survey.Reports.ChartFiles;

public sealed class RelationshipCharts(RelationshipReport report, Reader reader)
{
    private readonly IReadOnlyList<StepResult> _steps = report.Steps;

    private string Scope => $"relationship:{report.Relationship.Code}";

    /// <summary>overall, steps, steps-CODE, targets, trend, trend-CODE, importance or funnel. Null: the report has no such chart.</summary>
    public ReportChart? Find(string chart) =>
        chart switch
        {
            "overall" => Overall(),
            "steps" when _steps.Count > 0 => Steps(chart, _steps),
            "targets" when _steps.Any(step => step.Target is not null) => Targets(),
            "trend" when report.Trend.Count > 1 => Trend(chart, Item.Overall, reader.Language["report.overallRating"]),
            "importance" when report.Together.Drivers.Any(driver => driver.Distance is not null) => Importance(),
            "funnel" when report.Together.Funnel.Count > 0 => Funnel(),
            _ when Step(chart, "steps-") is { } step => Steps(chart, [step]),
            _ when report.Trend.Count > 1 && Step(chart, "trend-") is { } step => Trend(
                chart,
                step.Point.Code,
                Captions.Step(step.Number, step.Point.Name, reader.Language)
            ),
            _ => null,
        };

    private StepResult? Step(string chart, string prefix) =>
        chart.StartsWith(prefix, StringComparison.Ordinal)
            ? _steps.FirstOrDefault(step => step.Point.Code.Equals(chart[prefix.Length..], StringComparison.OrdinalIgnoreCase))
            : null;

    private ReportChart Overall()
    {
        var name = reader.Language["report.overallRating"];
        return Make(
            "overall",
            name,
            new OverallChart(new ChartRow(name, report.Overall, Scale: report.Questionnaire.Overall.Scale), reader),
            ReportRows.OfRating(Scope, report.Wave.Code, "", report.Overall)
        );
    }

    private ReportChart Steps(string chart, IReadOnlyList<StepResult> steps)
    {
        var rows = steps.Select(Row).ToList();
        var title = reader.Language["report.section.steps"];
        var reach = Distribution.Common(_steps.Select(step => step.Row("").Shares));
        return Make(
            chart,
            title,
            new DistributionChart(rows, reach, reader, title),
            steps.SelectMany(step => ReportRows.OfRating(Scope, report.Wave.Code, step.Point.Code, step.Figure))
        );
    }

    private ReportChart Targets()
    {
        var title = reader.Language["charts.targets"];
        return Make(
            "targets",
            title,
            new MeanChart([.. _steps.Select(Row)], reader, title),
            _steps.SelectMany(step => ChartCsv.OfTarget(Scope, report.Wave.Code, step))
        );
    }

    private ReportChart Trend(string chart, string item, string name)
    {
        var series = report.Series(item, report.TrendRange());
        return Make(
            chart,
            $"{reader.Language["report.section.trend"]} · {name}",
            new TrendChart(name, series, reader),
            series.Points.SelectMany(
                (point, index) =>
                    TrendRows(
                        point.Wave.Code,
                        item == Item.Overall ? "" : item,
                        point.Figure,
                        series.Breaks.FirstOrDefault(one => one.Index == index)
                    )
            )
        );
    }

    private IEnumerable<ReportRow> TrendRows(string wave, string point, PublishedFigure? figure, SeriesBreak? broken) =>
        [ChartCsv.OfMean(Scope, wave, point, figure), .. ChartCsv.OfBreak(Scope, wave, point, broken)];

    private ReportChart Importance()
    {
        var steps = report.Together.Importance(reader.Language).Select(step => step with { Name = ChartFonts.Drawable(step.Name, "") });
        return Make(
            "importance",
            reader.Language["report.drivers.chart"],
            new ImportanceChart([.. steps], reader),
            report.Together.Drivers.SelectMany(driver => ChartCsv.OfImportance(Scope, report.Wave.Code, driver))
        );
    }

    private ReportChart Funnel()
    {
        var steps = report.Together.Reached(reader.Language).Select(step => step with { Name = ChartFonts.Drawable(step.Name, "") });
        return Make(
            "funnel",
            reader.Language["report.section.funnel"],
            new FunnelChart([.. steps], reader),
            report.Together.Funnel.Select(step =>
                ReportRow.OfShare(Scope, report.Wave.Code, step.Step.Point.Code, "satisfied_so_far", step.Reached, StepReached.Step)
            )
        );
    }

    private ChartRow Row(StepResult step)
    {
        var name = Captions.Step(step.Number, step.Point.Name, reader.Language);
        // The non-breaking space keeps the number and its noun on one line.
        return step.Row(step.IsShown ? $"{name} · {reader.Words.AnswerCount(step.Figure!).Replace(' ', '\u00a0')}" : name);
    }

    private ReportChart Make(string chart, string title, ChartDrawing drawing, IEnumerable<ReportRow> rows) =>
        new(
            $"{report.Relationship.Code}-{report.Wave.Code}-{chart}",
            Captions.File(
                title,
                report.Relationship.Title(reader.Language),
                report.Relationship.Code,
                report.Wave,
                report.Overall,
                report.All.Cell.MinimumGroup,
                drawing,
                reader
            ),
            rows
        );
}
