using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Csv;

namespace Survey.Api.Pairs;

/// <param name="Kind">pair; provider or customer for a unit with everything below it; organisation.</param>
/// <param name="Provider">Code of the unit; null in a customer's roll-up.</param>
/// <param name="Customer">Code of the unit; null in a provider's roll-up.</param>
/// <param name="Relationship">The one relationship of a pair; null: several.</param>
/// <param name="Shown">yes; low or high (joined steps at an end of the scale, with the mean as inner limit); or hidden.</param>
/// <param name="Word">low, middle or high, instead of the mean if there are under ten answers.</param>
/// <param name="Step">Rounding step of the mean.</param>
/// <param name="N">Approximate number of answers, or "5 to 9".</param>
public sealed record PairJson(
    string Kind,
    string? Provider,
    string? Customer,
    string? Relationship,
    string Shown,
    string? Word,
    double? Mean,
    double? Step,
    double? Low,
    double? High,
    string? N
);

public sealed record PairUnitJson(string Code, IReadOnlyDictionary<string, string> Name, bool Everybody);

/// <summary>Response of <c>GET /api/v1/pairs</c>.</summary>
public sealed record PairsJson(string Wave, DateOnly ClosedOn, IReadOnlyList<PairUnitJson> Units, IReadOnlyList<PairJson> Cells)
{
    public static PairsJson Of(SealedWave wave, PairMatrix matrix)
    {
        var codes = matrix.Units.ToDictionary(unit => unit.UnitId, unit => unit.Code);
        var inCells = matrix.Cells.SelectMany(cell => new[] { cell.ProviderUnitId, cell.CustomerUnitId }).ToHashSet();
        return new PairsJson(
            wave.Code,
            wave.ClosedOn,
            [
                .. matrix
                    .Units.Where(unit => inCells.Contains(unit.UnitId))
                    .Select(unit => new PairUnitJson(unit.Code, unit.Names.Values, unit.ParentId is null)),
            ],
            [.. matrix.Cells.Select(cell => Of(cell, cell.Overall, Code(codes, cell.ProviderUnitId), Code(codes, cell.CustomerUnitId)))]
        );
    }

    private static PairJson Of(PairCell cell, PublishedFigure? figure, string? provider, string? customer) =>
        new(
            cell.Kind.Text(),
            provider,
            customer,
            cell.Relationship,
            (figure?.Shown ?? Shown.Hidden).Text(),
            figure?.Word,
            figure?.Value,
            figure?.Step,
            figure?.Low,
            figure?.High,
            ReportRow.Answers(figure?.N)
        );

    private static string? Code(Dictionary<long, string> codes, long? unit) => unit is { } id ? codes.GetValueOrDefault(id) : null;
}
