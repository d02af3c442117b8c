using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Structure;
using Survey.Db.Units;

namespace Survey.Api.Structure;

/// <summary>Fields have the names of the import's columns.</summary>
internal static class UnitForms
{
    public static FormEntries Of(ListedUnit unit) =>
        FormEntries
            .Empty.WithNames("name", unit.Names)
            .With("kind", unit.Kind.Text())
            .With("parent", unit.Parent ?? "")
            .With("lead_email", unit.LeadEmail ?? "");

    /// <summary>A department directly below the root; the first unit is the whole organisation.</summary>
    public static FormEntries New(IReadOnlyList<ListedUnit> units, LocalizedText? organisation) =>
        FormEntries
            .Empty.WithNames("name", units.Count == 0 ? organisation : null)
            .With("kind", UnitKind.Department.Text())
            .With("parent", units.FirstOrDefault(unit => unit.ParentId is null)?.Code ?? "");

    /// <param name="code">Null: the entered one.</param>
    public static UnitEntry Read(FormEntries entries, string? code = null) =>
        new(code ?? entries["code"], entries.Names("name"), entries["kind"], entries["parent"], entries["lead_email"]);
}
