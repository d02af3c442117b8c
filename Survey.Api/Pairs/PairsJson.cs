using Survey.Db.Results;

namespace Survey.Api.Pairs;

/// <param name="Kind">pair; provider or customer for a unit with everything below it; organisation.</param>
/// <param name="Provider">Code of the unit; null in a customer's roll-up.</param>
/// <param name="Customer">Code of the unit; null in a provider's roll-up.</param>
/// <param name="Relationship">The one relationship behind a pair; null when there are several.</param>
/// <param name="Shown">yes, low and high (open ends), or hidden.</param>
/// <param name="N">Answers: a number, or "5-9" for a small group.</param>
public sealed record PairJson(
    string Kind, string? Provider, string? Customer, string? Relationship, string Shown, double? Mean, double? Low, double? High, string? N);

public sealed record PairUnitJson(string Code, IReadOnlyDictionary<string, string> Name, bool Everybody);

/// <summary>What <c>GET /api/v1/pairs</c> answers: what the viewer may see of a sealed wave.</summary>
public sealed record PairsJson(string Wave, DateOnly ClosedOn, IReadOnlyList<PairUnitJson> Units, IReadOnlyList<PairJson> Cells)
{
    public static PairsJson Of(WaveChoice wave, PairMatrix matrix)
    {
        var codes = matrix.Units.ToDictionary(unit => unit.Id, unit => unit.Code);
        return new PairsJson(
            wave.Code, wave.ClosedOn,
            [.. matrix.Units.Select(unit => new PairUnitJson(unit.Code, unit.Names.Values, unit.Depth == 0))],
            [.. matrix.Cells.Select(cell => new PairJson(
                cell.Kind, Code(codes, cell.ProviderUnitId), Code(codes, cell.CustomerUnitId), cell.Relationship,
                cell.Shown, cell.Value, cell.Low, cell.High, cell.NBand ?? cell.N?.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
    }

    private static string? Code(Dictionary<long, string> codes, long? unit) => unit is { } id ? codes.GetValueOrDefault(id) : null;
}
