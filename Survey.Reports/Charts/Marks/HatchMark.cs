using ScottPlot;
using SkiaSharp;

namespace Survey.Reports.Charts.Marks;

/// <summary>Hatching for a suppressed figure, as one path. ScottPlot's own hatches are shaders, which become bitmaps in a PDF.</summary>
public sealed class HatchMark(CoordinateRect place, Color color, PixelPadding margin = default) : IPlottable
{
    private const float Distance = 6;

    public CoordinateRect Place { get; } = place;

    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = new Axes();

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => new(Place);

    public void Render(RenderPack rp)
    {
        var area = Axes.GetPixelRect(Place);
        var grown = new PixelRect(area.Left - margin.Left, area.Right + margin.Right, area.Bottom + margin.Bottom, area.Top - margin.Top);
        Draw(rp.Canvas, grown, color);
    }

    public static void Draw(SKCanvas canvas, PixelRect area, Color color)
    {
        using var strokes = new SKPath();
        for (var start = area.Left - area.Height + Distance / 2; start < area.Right; start += Distance)
        {
            var (from, to) = (Math.Max(start, area.Left), Math.Min(start + area.Height, area.Right));
            strokes.MoveTo(from, area.Bottom - (from - start));
            strokes.LineTo(to, area.Bottom - (to - start));
        }
        using var paint = new SKPaint
        {
            Color = color.ToSKColor(),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1,
            IsAntialias = true,
        };
        canvas.DrawPath(strokes, paint);
    }
}
