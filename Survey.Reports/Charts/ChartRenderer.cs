using System.Security;
using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Survey.Reports.Charts;

public static class ChartRenderer
{
    /// <summary>PNG pixels per pixel of the drawing.</summary>
    private const int Sharpness = 2;

    /// <summary><paramref name="id"/> is unique on the page; <paramref name="classes"/> are added to "chart" and the kind.</summary>
    public static string PageSvg(ChartDrawing drawing, int width, string id, string classes)
    {
        var height = drawing.Height(width);
        using var plot = drawing.Draw(width, ChartColours.Tokens);
        return $"""<svg class="chart {drawing.Kind}{classes}" viewBox="0 0 {width} {height}" width="{width}" role="img" """
            + $"""aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{SecurityElement.Escape(drawing.Title)}</title>"""
            + $"""<desc id="{id}-desc">{SecurityElement.Escape(drawing.Description)}</desc>"""
            + $"{ChartSvg.Body(plot.GetSvgXml(width, height))}</svg>";
    }

    public static byte[] Svg(ChartFile file)
    {
        var picture = new FilePicture(file);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, picture.Width, picture.Height), stream))
        {
            picture.Draw(canvas);
        }
        var body = ChartSvg.Body(Encoding.UTF8.GetString(stream.ToArray()));
        return Encoding.UTF8.GetBytes(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {picture.Width} {picture.Height}"
                 width="{picture.Width}" height="{picture.Height}" role="img" aria-labelledby="title description"
                 font-family="{ChartFonts.Name}, Arial, Helvetica, sans-serif" font-size="{ChartDrawing.Letters:0}">
            <title id="title">{SecurityElement.Escape(file.Title)}</title>
            <desc id="description">{SecurityElement.Escape(file.Drawing.Description)}</desc>
            {body}
            </svg>
            """
        );
    }

    /// <param name="width">Null: as broad as a file.</param>
    public static byte[] Png(ChartFile file, int? width = null)
    {
        var picture = new FilePicture(file, width);
        using var surface = SKSurface.Create(new SKImageInfo(picture.Width * Sharpness, picture.Height * Sharpness));
        surface.Canvas.Scale(Sharpness);
        picture.Draw(surface.Canvas);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
