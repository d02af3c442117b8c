using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Survey.Reports.Charts;

/// <summary>
/// Adapts Skia's SVG to a page. Removes clip paths, whose ids come from a counter of the process; turns tokens into classes; gives each
/// text one anchor instead of a position per letter; shortens numbers.
/// </summary>
internal static partial class ChartSvg
{
    public static string Body(string skia)
    {
        var output = new StringBuilder();
        WriteAll(XDocument.Parse(skia).Root!, output);
        return output.ToString();
    }

    private static void WriteAll(XElement parent, StringBuilder output)
    {
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "clipPath":
                    break;
                case "g":
                    WriteAll(element, output);
                    break;
                case "text":
                    WriteText(element, output);
                    break;
                default:
                    WriteShape(element, output);
                    break;
            }
        }
    }

    private static void WriteShape(XElement shape, StringBuilder output)
    {
        var path = shape.Attribute("d") is { } attributed ? ShortPath(attributed.Value) : null;
        // Skia paints a white background, but a page has its own. A path without length is no mark.
        if (shape.Attribute("fill")?.Value == "white" || path is "")
        {
            return;
        }
        output.Append('<').Append(shape.Name.LocalName).Append(Paint(shape));
        foreach (
            var attribute in shape
                .Attributes()
                .Where(attribute => attribute.Name.LocalName is not ("fill" or "stroke" or "stroke-miterlimit" or "clip-path"))
        )
        {
            if (attribute is not { Name.LocalName: "stroke-width", Value: "1" })
            {
                output.Append(
                    CultureInfo.InvariantCulture,
                    $" {attribute.Name.LocalName}=\"{(attribute.Name.LocalName == "d" ? path : Short(attribute.Value))}\""
                );
            }
        }
        output.Append("/>");
    }

    private static void WriteText(XElement text, StringBuilder output)
    {
        var words = string.Join(' ', text.Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var size = (float?)text.Attribute("font-size") ?? ChartDrawing.Letters;
        var isBold = text.Attribute("font-weight") is not null;
        var (x, y) = (First(text, "x"), First(text, "y"));
        // ScottPlot gives a point, Skia the position of the first letter. Their distance tells the anchor.
        var width = ChartFonts.Width(words, size, isBold);
        var halves = width > 0 ? Math.Clamp((int)Math.Round(-x / width * 2), 0, 2) : 0;
        x += halves * width / 2;
        var move = Move().Match((string?)text.Attribute("transform") ?? "");
        var isMoved = move.Success && move.Length == ((string?)text.Attribute("transform"))!.Length;
        output.Append("<text").Append(Paint(text));
        if (isMoved)
        {
            (x, y) = (x + Number(move.Groups[1].Value), y + Number(move.Groups[2].Value));
        }
        else if (text.Attribute("transform") is { } transform)
        {
            output.Append(CultureInfo.InvariantCulture, $" transform=\"{Short(transform.Value)}\"");
        }
        output.Append(CultureInfo.InvariantCulture, $" x=\"{Math.Round(x, 1)}\" y=\"{Math.Round(y, 1)}\"");
        output.Append(
            halves switch
            {
                1 => " text-anchor=\"middle\"",
                2 => " text-anchor=\"end\"",
                _ => "",
            }
        );
        output.Append(isBold ? " font-weight=\"700\"" : "");
        output.Append(size == ChartDrawing.Letters ? "" : string.Create(CultureInfo.InvariantCulture, $" font-size=\"{size}\""));
        output.Append('>').Append(SecurityElement.Escape(words)).Append("</text>");
    }

    /// <summary>Fill and stroke: tokens as classes, other colours as attributes.</summary>
    private static string Paint(XElement element)
    {
        var (fill, stroke) = ((string?)element.Attribute("fill"), (string?)element.Attribute("stroke"));
        var classes = new[] { Class("f", fill), Class("s", stroke) }.OfType<string>().ToList();
        return classes.Count > 0
            ? $" class=\"{string.Join(' ', classes)}\""
            : (fill is null ? "" : $" fill=\"{fill}\"") + (stroke is null ? "" : $" stroke=\"{stroke}\"");
    }

    private static string? Class(string kind, string? colour) =>
        colour is not null && ChartColours.TokenOf(colour) is { } token ? $"{kind}-{token}" : null;

    private static double First(XElement text, string attribute) => Number(((string)text.Attribute(attribute)!).Split(',')[0]);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Short(string text) =>
        Decimals().Replace(text, match => Math.Round(Number(match.Value), 1).ToString(CultureInfo.InvariantCulture));

    /// <summary>Drops strokes of length 0, such as the caps of an interval without width.</summary>
    private static string ShortPath(string path)
    {
        var parts = Parts().Matches(Short(path)).Select(match => match.Value).ToList();
        var isStrokes = parts.All(part => part[0] is 'M' or 'L');
        return isStrokes
            ? string.Concat(parts.Where((part, index) => !IsEmptyStroke(parts, part[0] == 'M' ? index : index - 1)))
            : string.Concat(parts);
    }

    private static bool IsEmptyStroke(List<string> parts, int index) =>
        parts[index][0] == 'M'
        && index + 1 < parts.Count
        && parts[index][1..] == parts[index + 1][1..]
        && (index + 2 == parts.Count || parts[index + 2][0] == 'M');

    [GeneratedRegex("[A-Za-z][^A-Za-z]*")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^translate\(([-\d.]+) ([-\d.]+)\)")]
    private static partial Regex Move();

    [GeneratedRegex(@"-?\d+\.\d{2,}(e-?\d+)?")]
    private static partial Regex Decimals();
}
