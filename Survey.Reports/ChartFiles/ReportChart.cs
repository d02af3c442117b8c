using Survey.Reports.Charts;
using Survey.Reports.Csv;

namespace Survey.Reports.ChartFiles;

/// <summary>One chart of a report as a picture or as figures. Name: the file name without extension.</summary>
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
