using Survey.Reports.Charts;
using Survey.Reports.Csv;

namespace Survey.Reports.ChartFiles;

/// <summary>A chart of a report by itself: a picture, or its figures.</summary>
/// <param name="Name">Of the file, without its ending.</param>
public sealed record ReportChart(string Name, ChartFile Picture, IEnumerable<ReportRow> Rows)
{
    /// <param name="kind">svg, png or csv.</param>
    public byte[] Make(string kind) =>
        kind switch
        {
            "svg" => ChartRenderer.Svg(Picture),
            "png" => ChartRenderer.Png(Picture),
            _ => ReportCsv.Write(Rows),
        };
}
