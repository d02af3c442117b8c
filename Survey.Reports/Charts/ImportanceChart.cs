using ScottPlot;

namespace Survey.Reports.Charts;

/// <summary>Importance in per cent with its 95 % interval. Distance: mean less target; null: no target, so not drawn.</summary>
public sealed record StepImportance(int Number, string Name, int Importance, int Low, int High, double? Distance, bool MissesTarget)
{
    /// <summary>Rounding step in per cent (rule D4).</summary>
    public const int Step = 5;
}

/// <summary>Importance of each step against its distance from the target. Steps at the top left should be improved first.</summary>
public sealed class ImportanceChart(IReadOnlyList<StepImportance> steps, Reader reader) : ChartDrawing
{
    private const int Left = 40,
        Right = 4,
        Top = 6,
        Radius = 11;

    private readonly IReadOnlyList<StepImportance> _drawn = [.. steps.Where(step => step.Distance is not null)];

    public override string Title => reader.Language["report.drivers.chart"];

    public override string Description =>
        string.Join(
            "; ",
            steps.Select(step =>
                reader.Language.Format(
                    "report.drivers.mark",
                    step.Name,
                    reader.Words.Share(step.Importance, StepImportance.Step),
                    step.Distance is { } distance ? reader.Words.Points(distance) : "–"
                )
            )
        );

    public override IReadOnlyList<int> Widths { get; } = [360];

    public override IReadOnlyList<ChartKey> Keys =>
        [.. _drawn.OrderBy(step => step.Number).Select(step => new ChartKey(ChartMark.Words, $"{step.Number} {step.Name}"))];

    /// <summary>Half the width of the horizontal axis, in points of the scale.</summary>
    private double Reach => Math.Max(1, Math.Ceiling(_drawn.Max(step => Math.Abs(step.Distance!.Value)) * 2) / 2);

    private int Most => Math.Max(20, (_drawn.Max(step => step.High) + 19) / 20 * 20);

    public override int Height(int width) => 220 + Foot(width);

    public override Plot Draw(int width, ChartColours colours)
    {
        var plot = PlotParts.Begin(colours, new PixelPadding(Left, Right, Foot(width), Top));
        var perPixel = (X: 2 * Reach / (width - Left - Right), Y: Most / (220.0 - Top - Radius));
        plot.Add.HorizontalSpan(-Reach, 0, colours[Ink.Worse2]).LineWidth = 0;
        foreach (var level in new[] { 0, Most / 2, Most })
        {
            plot.Stroke(-Reach, level, Reach, level, colours[Ink.Line]);
        }
        plot.LabelLeft(new[] { 0, Most / 2, Most }.Select(level => ((double)level, reader.Words.Percent(level))));
        plot.TargetLine(0, -Radius * perPixel.Y, 0, Most, colours);
        Marks(plot, perPixel, colours);
        plot.LabelBottom(AxisLabels(width, perPixel.X));
        plot.Axes.SetLimits(-Reach, Reach, -Radius * perPixel.Y, Most);
        return plot;
    }

    private void Marks(Plot plot, (double X, double Y) perPixel, ChartColours colours)
    {
        foreach (var step in _drawn)
        {
            plot.IntervalUp(step.Distance!.Value, step.Low, step.High, colours[Ink.Ink2], 1);
        }
        var placed = new List<(double X, double Y)>();
        foreach (var step in _drawn)
        {
            var (x, y) = AvoidOverlap(placed, (step.Distance!.Value, step.Importance), perPixel);
            placed.Add((x, y));
            var mark = plot.Add.Marker(x, y, MarkerShape.FilledCircle, 2 * Radius, colours[step.MissesTarget ? Ink.Worse : Ink.Accent]);
            (mark.MarkerStyle.OutlineColor, mark.MarkerStyle.OutlineWidth) = (colours[Ink.Paper], 1.5f);
            plot.Write($"{step.Number}", x, y, colours[Ink.AccentInk], bold: true);
        }
    }

    /// <summary>The nearest position, preferably sideways, where the mark covers no other. The interval does not move.</summary>
    private (double X, double Y) AvoidOverlap(List<(double X, double Y)> placed, (double X, double Y) at, (double X, double Y) perPixel)
    {
        var most = Reach - (Radius + 1) * perPixel.X;
        var places =
            from up in Enumerable.Range(-4, 9)
            from along in Enumerable.Range(-80, 161)
            let y = at.Y + up * 2 * (Radius + 1) * perPixel.Y
            where up == 0 || y >= 0 && y <= Most - Radius * perPixel.Y
            orderby Math.Abs(along) + 12 * Math.Abs(up), along < 0, up < 0
            select (X: Math.Clamp(at.X + along * 4 * perPixel.X, -most, most), Y: y);
        return places.FirstOrDefault(
            place =>
                !placed.Exists(other =>
                    Math.Abs(other.X - place.X) / perPixel.X < 2 * Radius + 1 && Math.Abs(other.Y - place.Y) / perPixel.Y < 2 * Radius + 1
                ),
            at
        );
    }

    private (IReadOnlyList<string> Below, IReadOnlyList<string> Above) Sides(int width)
    {
        var half = (width - Left - Right) / 2f - 8;
        return (
            ChartFonts.Wrap($"← {reader.Language["report.drivers.below"]}", Letters, half),
            ChartFonts.Wrap($"{reader.Language["report.drivers.above"]} →", Letters, half)
        );
    }

    private int Foot(int width) => 24 + 16 * Math.Max(Sides(width).Below.Count, Sides(width).Above.Count);

    /// <summary>The ends of the axis and, below, what each side means. Labels are centred, so their positions move inwards.</summary>
    private IEnumerable<(double At, string Words)> AxisLabels(int width, double perPixel)
    {
        var (below, above) = Sides(width);
        yield return (-Reach + Half(reader.Words.AxisPoints(-Reach)), reader.Words.AxisPoints(-Reach));
        yield return (0, reader.Language["charts.target"]);
        yield return (Reach - Half(reader.Words.AxisPoints(Reach)), reader.Words.AxisPoints(Reach));
        foreach (var (line, words) in below.Index())
        {
            yield return (-Reach + Half(words), new string('\n', line + 1) + words);
        }
        foreach (var (line, words) in above.Index())
        {
            yield return (Reach - Half(words), new string('\n', line + 1) + words);
        }

        double Half(string words) => ChartFonts.Width(words, Letters) / 2 * perPixel;
    }
}
