using System.Globalization;
using Survey.Db.Results;

namespace Survey.Api.Relationships;

/// <param name="Item">overall, the code of a breakdown point, or the key of another question.</param>
/// <param name="Shown">yes, low and high (open ends), or hidden.</param>
/// <param name="N">Answers: a number, or "5-9" for a small group.</param>
/// <param name="Favourable">Per cent.</param>
/// <param name="Counts">Answers per value; null for small groups.</param>
public sealed record FigureJson(
    string Item, string Kind, string Shown, double? Value, double? Low, double? High, string? N, int? Favourable, IReadOnlyList<int>? Counts, bool Census);

/// <param name="Kind">relationship, relationship_unit or relationship_employment.</param>
/// <param name="CustomerUnit">Code; only of relationship_unit.</param>
public sealed record CellJson(string Kind, string? CustomerUnit, string? Employment, IReadOnlyList<FigureJson> Figures);

/// <summary>What <c>GET /api/v1/relationships/{code}</c> answers.</summary>
public sealed record RelationshipJson(
    string Code, string Kind, string Provider, string Customer, string Wave, DateOnly ClosedOn, IReadOnlyList<CellJson> Cells)
{
    public static RelationshipJson Of(
        SealedWave wave, ReportedRelationship relationship, IEnumerable<PublishedCell> cells, Dictionary<long, string> units) => new(
        relationship.Code, relationship.Kind, relationship.ProviderCode, relationship.CustomerCode, wave.Code, wave.ClosedOn,
        [.. cells.Select(cell => new CellJson(
            cell.Cell.Kind, cell.Cell.CustomerUnitId is { } unit ? units.GetValueOrDefault(unit) : null, cell.Cell.Employment,
            [.. cell.Figures.Values.Select(Figure)]))]);

    private static FigureJson Figure(PublishedFigure figure) => new(
        figure.Item, figure.Kind, figure.Shown, figure.Value, figure.Low, figure.High,
        figure.NBand ?? figure.N?.ToString(CultureInfo.InvariantCulture), figure.Favourable, figure.Counts, figure.Census);
}
