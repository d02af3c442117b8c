using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>Reached: per cent still satisfied after the step. Lost: points of that lost at the step.</summary>
public sealed record StepReached(int Number, string Name, int Reached, int Lost)
{
    /// <summary>Rounding step in per cent (rule D5).</summary>
    public const int Step = 10;
}

/// <summary>The share satisfied with every step so far: a column per step, with the loss of that step on top.</summary>
public sealed class FunnelChart(IReadOnlyList<StepReached> steps, Reader reader) : ChartDrawing
{
    private const int Left = 44,
        Foot = 20,
        Top = 18;

    private static readonly int[] Levels = [0, 50, 100];

    public override string Title => reader.Language["report.section.funnel"];

    public override string Description =>
        string.Join(
            "; ",
            steps.Select(step =>
                reader.Language.Format(
                    "report.funnel.mark",
                    step.Name,
                    reader.Words.Share(step.Reached, StepReached.Step),
                    reader.Words.Percent(step.Lost)
                )
            )
        );

    public override IReadOnlyList<int> Widths { get; } = [360];

    public override IReadOnlyList<ChartKey> Keys =>
        [
            new(ChartMark.Rate5, reader.Language["report.funnel.reached"]),
            new(ChartMark.Lost, reader.Language["report.funnel.lost"]),
            .. steps.Select(step => new ChartKey(ChartMark.Words, $"{step.Number} {step.Name}")),
        ];

    public override int Height(int width) => 220;

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(Left, 0, Foot, 0));
        plot.LabelLeft(Levels.Select(level => ((double)level, reader.Words.Percent(level))));
        foreach (var level in Levels)
        {
            plot.Stroke(0.5, level, steps.Count + 0.5, level, colours[Ink.Line]);
        }
        foreach (var (index, step) in steps.Index())
        {
            Column(plot, index + 1, 0, step.Reached, colours[Ink.Rate5]);
            Column(plot, index + 1, step.Reached, step.Reached + step.Lost, colours[Ink.Rate2]);
            plot.Write(
                reader.Words.BriefShare(step.Reached, StepReached.Step),
                index + 1,
                step.Reached + step.Lost,
                colours[Ink.Ink],
                Alignment.LowerCenter,
                bold: true
            );
        }
        plot.LabelBottom(steps.Select((step, index) => (index + 1.0, $"{step.Number}")));
        plot.Axes.SetLimits(0.5, steps.Count + 0.5, 0, 100 * (220.0 - Foot) / (220 - Foot - Top));
        return plot;
    }

    private static void Column(Plot plot, double x, double from, double to, Color color)
    {
        if (to > from)
        {
            plot.Add.Bar(
                new Bar
                {
                    Position = x,
                    ValueBase = from,
                    Value = to,
                    Size = 0.7,
                    FillColor = color,
                    LineWidth = 0,
                }
            );
        }
    }
}
