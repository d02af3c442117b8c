using System.Globalization;

namespace Survey.Reports.Charts;

internal static class Svg
{
    public static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    public static string Percent(double value) => Number(value) + "%";
}
