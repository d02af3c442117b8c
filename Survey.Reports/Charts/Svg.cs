using System.Globalization;

namespace Survey.Reports.Charts;

/// <summary>Numbers for SVG attributes, independent of the reader's language.</summary>
internal static class Svg
{
    public static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    public static string Percent(double value) => Number(value) + "%";
}
