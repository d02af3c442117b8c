using Survey.Api.Forms;
using Survey.Db.Structure;

namespace Survey.Api.Structure;

/// <summary>Ticked cells of the grid: who provides one kind of service to whom.</summary>
internal static class GridForms
{
    public const string Cell = "cell";

    /// <param name="provider">Null: of all providers.</param>
    public static FormEntries Of(IReadOnlyList<ListedRelationship> relationships, string journey, string? provider) =>
        FormEntries.Empty.With(
            Cell,
            relationships
                .Where(one => one.GoesOn && Same(one.Journey, journey) && (provider is null || Same(one.Provider, provider)))
                .Select(one => new UnitPair(one.Provider, one.Customer).ToString())
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    /// <summary>What is not a pair, or is another provider's, is left out.</summary>
    public static IReadOnlyList<UnitPair> Pairs(FormEntries entries, string? provider) =>
        [
            .. entries
                .All(Cell)
                .Select(cell => cell.Split(' '))
                .Where(codes => codes.Length == 2 && (provider is null || Same(codes[0], provider)))
                .Select(codes => new UnitPair(codes[0], codes[1])),
        ];

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
