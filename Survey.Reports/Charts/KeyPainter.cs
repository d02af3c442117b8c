using ScottPlot;
using SkiaSharp;
using Survey.Reports.Charts.Marks;

namespace Survey.Reports.Charts;

internal static class KeyPainter
{
    private const float Mark = 26,
        Gap = 6,
        Distance = 18,
        Letters = ChartDrawing.Letters;

    public static float Width(ChartKey key) =>
        (key.Mark == ChartMark.Words ? 0 : Mark + Gap) + ChartFonts.Width(key.Words, Letters) + Distance;

    public static void Draw(SKCanvas canvas, IEnumerable<ChartKey> keys, float x, float y, ChartColours colours)
    {
        using var font = ChartFonts.Of(Letters);
        using var ink = new SKPaint { Color = colours[Ink.Ink2].ToSKColor(), IsAntialias = true };
        foreach (var key in keys)
        {
            var words = key.Mark == ChartMark.Words ? x : x + Mark + Gap;
            DrawMark(canvas, key.Mark, x, y, colours);
            canvas.DrawText(key.Words, words, y + 5, font, ink);
            x += Width(key);
        }
    }

    private static void DrawMark(SKCanvas canvas, ChartMark mark, float x, float y, ChartColours colours)
    {
        switch (mark)
        {
            case <= ChartMark.Rate5:
                Box(canvas, x, y, colours.Rate(mark - ChartMark.Rate1 + 1));
                break;
            case ChartMark.Lost:
                Box(canvas, x, y, colours[Ink.Rate2]);
                break;
            case ChartMark.Mean:
                Stroke(canvas, x, y, x + Mark, y, colours[Ink.Ink], 2);
                Dot(canvas, x + Mark / 2, y, colours[Ink.Accent], colours[Ink.Paper]);
                break;
            case ChartMark.Bin:
                Box(canvas, x, y, colours[Ink.Bin]);
                break;
            case ChartMark.Word:
                Box(canvas, x, y, colours[Ink.Bin]);
                Frame(canvas, x, y, colours[Ink.Accent]);
                break;
            case ChartMark.Target:
                Stroke(canvas, x + Mark / 2, y - 8, x + Mark / 2, y + 8, colours[Ink.Worse], 1.5f);
                Stroke(canvas, x + Mark / 2 - 5, y - 7, x + Mark / 2 + 5, y - 7, colours[Ink.Worse], 3);
                break;
            case ChartMark.TargetLine:
                for (var part = 0f; part < Mark; part += 9)
                {
                    Stroke(canvas, x + part, y, x + part + 5, y, colours[Ink.Worse], 1.5f);
                }
                break;
            case ChartMark.Hidden:
                HatchMark.Draw(canvas, new PixelRect(x, x + Mark, y + 7, y - 7), colours[Ink.Ink2]);
                break;
        }
    }

    private static void Box(SKCanvas canvas, float x, float y, Color color)
    {
        using var paint = new SKPaint { Color = color.ToSKColor() };
        canvas.DrawRect(x, y - 6, Mark, 12, paint);
    }

    private static void Frame(SKCanvas canvas, float x, float y, Color color)
    {
        using var paint = new SKPaint
        {
            Color = color.ToSKColor(),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1.5f,
            IsAntialias = true,
        };
        canvas.DrawRect(x, y - 6, Mark, 12, paint);
    }

    private static void Dot(SKCanvas canvas, float x, float y, Color fill, Color rim)
    {
        using var paint = new SKPaint { Color = fill.ToSKColor(), IsAntialias = true };
        canvas.DrawCircle(x, y, 5, paint);
        (paint.Color, paint.Style, paint.StrokeWidth) = (rim.ToSKColor(), SKPaintStyle.Stroke, 1.5f);
        canvas.DrawCircle(x, y, 5, paint);
    }

    private static void Stroke(SKCanvas canvas, float x1, float y1, float x2, float y2, Color color, float width)
    {
        using var paint = new SKPaint
        {
            Color = color.ToSKColor(),
            StrokeWidth = width,
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
        };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }
}
