using System.Globalization;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Results;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Names of cells for the figure key. They consist of units, which outlive relationships, pulses and waves.</summary>
internal static class CellNames
{
    private const string All = "*";

    public static CellName Of(PublicationFrame frame, PublicationCell cell)
    {
        if (cell.RelationshipId is { } id)
        {
            var relationship = frame.Relationship(id);
            var customers = cell.Kind == CellKind.RelationshipUnit ? cell.CustomerUnitId!.Value : relationship.CustomerUnitId;
            var part = cell.Kind == CellKind.RelationshipUnit ? " part" : "";
            return Of(relationship.ProviderUnitId, customers, cell.Employment, Text(id) + part);
        }
        return Of(cell.ProviderUnitId, cell.CustomerUnitId, null, cell.Kind.Text());
    }

    /// <summary>Those asked in a unit and below; null: everybody.</summary>
    public static CellName OfCustomers(long? unit) => Of(null, unit, null, CellKind.Customer.Text());

    private static CellName Of(long? provider, long? customers, Employment? employment, string asked) =>
        new($"{Text(provider)}>{Text(customers)}/{employment.Text()}", asked);

    private static string Text(long? unit) => unit?.ToString(CultureInfo.InvariantCulture) ?? All;
}
