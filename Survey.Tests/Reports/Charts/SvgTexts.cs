using System.Globalization;
using System.Xml.Linq;

namespace Survey.Tests.Reports.Charts;

/// <summary>Reads the SVG of a chart.</summary>
internal static class SvgTexts
{
    public static IReadOnlyList<(string Words, double X, double Y, string? Anchor, bool IsBold)> Texts(string svg) =>
        [
            .. XDocument
                .Parse(svg)
                .Descendants()
                .Where(element => element.Name.LocalName == "text")
                .Select(text =>
                    (
                        text.Value,
                        Number(text, "x"),
                        Number(text, "y"),
                        (string?)text.Attribute("text-anchor"),
                        text.Attribute("font-weight") is not null
                    )
                ),
        ];

    public static double Number(XElement element, string attribute) =>
        double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);
}
