using ScottPlot;
using SkiaSharp;

namespace Survey.Reports.Charts;

/// <summary>A chart file: title and facts above the chart, legend and source below it.</summary>
internal sealed class FilePicture
{
    private const int Margin = 24,
        Line = 18,
        TitleLine = 24,
        Key = 22,
        Usual = 720;
    private const float Letters = ChartDrawing.Letters,
        TitleLetters = 18;

    private static readonly ChartColours Colours = ChartColours.Light;

    private readonly ChartFile _file;
    private readonly int _chart;
    private readonly IReadOnlyList<string> _title,
        _facts,
        _source;
    private readonly List<IReadOnlyList<ChartKey>> _keys;

    /// <param name="width">Null: as broad as a file.</param>
    public FilePicture(ChartFile file, int? width = null)
    {
        _file = file;
        _chart = width is { } asked ? asked - 2 * Margin : file.Drawing.FileWidth;
        Width = width ?? Math.Max(Usual, _chart + 2 * Margin);
        _title = ChartFonts.Wrap(file.Title, TitleLetters, Width - 2 * Margin, bold: true);
        _facts = ChartFonts.Wrap(file.Facts, Letters, Width - 2 * Margin);
        _source = ChartFonts.Wrap(file.Source, Letters, Width - 2 * Margin);
        _keys = Rows(file.Drawing.Keys);
    }

    public int Width { get; }

    public int Height => Foot + _source.Count * Line + Margin;

    private int Top => Margin + _title.Count * TitleLine + _facts.Count * Line + Margin / 2;

    private int Foot => Top + _file.Drawing.Height(_chart) + Margin + _keys.Count * Key;

    public void Draw(SKCanvas canvas)
    {
        using var paper = new SKPaint { Color = Colours[Ink.Paper].ToSKColor() };
        canvas.DrawRect(0, 0, Width, Height, paper);
        Write(canvas, _title, Margin + 18, TitleLine, Ink.Ink, TitleLetters, bold: true);
        Write(canvas, _facts, Margin + _title.Count * TitleLine + 12, Line, Ink.Ink2, Letters);
        using (var plot = _file.Drawing.Draw(_chart, Colours))
        {
            // The first rendering draws twice to settle the layout. In an SVG both drawings would stay, so it goes to memory.
            plot.RenderInMemory(_chart, _file.Drawing.Height(_chart));
            plot.Render(canvas, new PixelRect(Margin, Margin + _chart, Top + _file.Drawing.Height(_chart), Top));
        }
        foreach (var (row, keys) in _keys.Index())
        {
            KeyPainter.Draw(canvas, keys, Margin, Foot - Margin / 2 - (_keys.Count - row) * Key + Key / 2f, Colours);
        }
        Write(canvas, _source, Foot + 12, Line, Ink.Ink2, Letters);
    }

    private static void Write(
        SKCanvas canvas,
        IReadOnlyList<string> lines,
        float baseline,
        int lineHeight,
        Ink ink,
        float size,
        bool bold = false
    )
    {
        using var font = ChartFonts.Of(size, bold);
        using var paint = new SKPaint { Color = Colours[ink].ToSKColor(), IsAntialias = true };
        foreach (var (index, line) in lines.Index())
        {
            canvas.DrawText(line, Margin, baseline + index * lineHeight, font, paint);
        }
    }

    private List<IReadOnlyList<ChartKey>> Rows(IReadOnlyList<ChartKey> keys)
    {
        var rows = new List<IReadOnlyList<ChartKey>>();
        var used = float.MaxValue;
        foreach (var key in keys)
        {
            var width = KeyPainter.Width(key);
            if (used + width > Width - 2 * Margin)
            {
                rows.Add([]);
                used = 0;
            }
            rows[^1] = [.. rows[^1], key];
            used += width;
        }
        return rows;
    }
}
