using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Charts;
using Survey.Reports.Pairs;

namespace Survey.Reports.ChartFiles;

public static class PairCharts
{
    /// <summary>Null: the viewer may see no pair.</summary>
    public static ReportChart? Find(PairMatrix matrix, SealedWave wave, Reader reader)
    {
        if (matrix.Cells.Count == 0)
        {
            return null;
        }
        var codes = matrix.Units.ToDictionary(unit => unit.UnitId, unit => unit.Code);
        var root = matrix.Units.Single(unit => unit.ParentId is null);
        var all = matrix.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Organisation)?.Overall;
        return new ReportChart(
            $"organisation-{wave.Code}-pairs",
            Captions.File(
                reader.Language["report.section.matrix"],
                root.Names.In(reader.Language.Code),
                root.Code,
                wave,
                all,
                wave.MinimumGroup,
                new PairChart(new PairTable(matrix, reader.Language), reader),
                reader
            ),
            matrix.Cells.Select(cell => ChartCsv.OfMean(Name(cell, codes), wave.Code, "", cell.Overall))
        );
    }

    private static string Name(PairCell cell, Dictionary<long, string> codes) =>
        (cell.ProviderUnitId, cell.CustomerUnitId) switch
        {
            ({ } provider, { } customer) => $"pair:{codes[provider]}:{codes[customer]}",
            ({ } provider, null) => $"provider:{codes[provider]}",
            (null, { } customer) => $"customer:{codes[customer]}",
            _ => "organisation",
        };
}
