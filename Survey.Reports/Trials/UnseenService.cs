using Survey.Db.Languages;
using Survey.Db.People;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Reports.Trials;

/// <summary>A service of which a report would not show all.</summary>
/// <param name="NotAsked">One of <see cref="Survey.Db.Waves.Sampling.NotAsked"/>; null: it is asked.</param>
/// <param name="IsHidden">Too few answer to show anything.</param>
/// <param name="Units">Customer units without a figure of their own; Kinds alike.</param>
public sealed record UnseenService(
    ReportedRelationship Service,
    string? NotAsked,
    bool IsHidden,
    IReadOnlyList<LocalizedText> Units,
    IReadOnlyList<Employment> Kinds
)
{
    /// <param name="shown">Cells of the service that have a figure.</param>
    /// <returns>Null: nothing is hidden.</returns>
    internal static UnseenService? Of(
        SelectedRelationship chosen,
        ReportedRelationship service,
        IReadOnlyList<PublicationCell> shown,
        IReadOnlyDictionary<long, WaveUnit> units
    )
    {
        if (chosen.Reason is not null)
        {
            return new(service, chosen.Reason, false, [], []);
        }
        if (shown.All(cell => cell.Kind != CellKind.Relationship))
        {
            return new(service, null, true, [], []);
        }
        var parts = chosen.Descriptions;
        var hiddenUnits = parts
            .Select(part => part.CustomerUnitId)
            .Distinct()
            .Where(unit => unit != service.CustomerUnitId && shown.All(cell => cell.CustomerUnitId != unit))
            .Select(unit => units[unit].Names)
            .ToList();
        var hiddenKinds = parts
            .Select(part => part.Employment)
            .OfType<Employment>()
            .Distinct()
            .Where(kind => shown.All(cell => cell.Employment != kind))
            .Order()
            .ToList();
        return hiddenUnits.Count + hiddenKinds.Count == 0 ? null : new(service, null, false, hiddenUnits, hiddenKinds);
    }
}
