using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Contents;

namespace Survey.Tests.Support;

/// <summary>Reports over several relationships from invented figures.</summary>
public static class SampleOrganisation
{
    private static readonly Questionnaire Handover = SampleQuestionnaire.Make(0, false);

    /// <param name="name">Of every unit, with its number; null: "Department".</param>
    public static OrganisationReport Make(int units = 8, bool longNames = false, bool hidden = false, string? name = null)
    {
        var wave = SampleReport.Wave(5, 6, imported: false);
        var all = Units(units, name ?? (longNames ? SampleQuestionnaire.LongName + " " : "Department "));
        var results = Results(wave, all, hidden);
        return new OrganisationReport(
            wave,
            [wave],
            Cell(1, CellKind.Organisation, hidden ? 3 : 412, 4),
            results,
            new PairMatrix(
                all,
                [
                    .. results.Select(
                        (row, index) =>
                            new PairCell(
                                CellKind.Pair,
                                row.Relationship.ProviderUnitId,
                                row.Relationship.CustomerUnitId,
                                Cell(200 + index, CellKind.Pair, hidden ? 3 : Answers(index), index % 9).Of("overall"),
                                row.Relationship.Code,
                                null
                            )
                    ),
                ]
            ),
            all.ToDictionary(unit => unit.UnitId)
        );
    }

    public static UnitReport MakeUnit(bool hidden = false, string? name = null)
    {
        var organisation = Make(hidden: hidden, name: name);
        var unit = organisation.Units[2];
        return new UnitReport(
            organisation.Wave,
            [organisation.Wave],
            unit,
            organisation.Units[1],
            [organisation.Units[3]],
            Cell(300, CellKind.Provider, hidden ? 3 : 96, 5),
            Cell(301, CellKind.Customer, hidden ? 3 : 33, 2),
            [.. organisation.Relationships.Where(row => row.Relationship.ProviderUnitId == unit.UnitId)],
            [.. organisation.Relationships.Where(row => row.Relationship.CustomerUnitId == unit.UnitId)],
            [new("comment", "et", "Ooteaeg on liiga pikk.", null)]
        );
    }

    private static List<WaveUnit> Units(int count, string name) =>
        [
            new(1, "ALL", LocalizedText.Of("Meridian"), null),
            .. Enumerable.Range(2, count - 1).Select(id => new WaveUnit(id, $"U{id}", LocalizedText.Of($"{name}{id}"), 1)),
        ];

    private static List<RelationshipResult> Results(SealedWave wave, List<WaveUnit> units, bool hidden) =>
        [
            .. units
                .Skip(1)
                .SelectMany(
                    provider => units.Where(customer => (provider.UnitId + customer.UnitId) % 3 == 0),
                    (provider, customer) => (provider, customer)
                )
                .Select(
                    (pair, index) =>
                        new RelationshipResult(
                            new ReportedRelationship(
                                10 + index,
                                $"R{index}",
                                RelationshipKind.TeamToTeam,
                                pair.provider.UnitId,
                                pair.provider.Code,
                                pair.provider.Names,
                                pair.customer.UnitId,
                                pair.customer.Code,
                                pair.customer.Names,
                                pair.customer.ParentId is null,
                                5,
                                10,
                                40,
                                40,
                                new DateOnly(2026, 8, 11),
                                LocalizedText.Of("Handover")
                            ),
                            SampleReport.Cell(
                                100 + index,
                                wave.Id,
                                CellKind.Relationship,
                                Handover,
                                hidden ? 3 : Answers(index),
                                index % 9,
                                false
                            ),
                            Handover
                        )
                ),
        ];

    private static int Answers(int index) =>
        index % 7 == 3 ? 3
        : index % 5 == 1 ? 7
        : 84;

    /// <summary>Of the relationships in which enough people said it.</summary>
    private static PublishedFigure TimeLost(int answers) =>
        answers < 10
            ? SampleFigures.Hidden("*time_lost", FigureKind.TimeLost)
            : SampleFigures.Of(
                "*time_lost",
                FigureKind.TimeLost,
                answers / 3,
                answers / 4,
                answers / 5,
                1,
                answers - answers / 3 - answers / 4 - answers / 5 - 1
            );

    private static PublishedCell Cell(long id, CellKind kind, int answers, int level)
    {
        var cell = SampleReport.Cell(id, 6, kind, SampleQuestionnaire.Make(0, false), answers, level, false);
        return cell with
        {
            Cell = new PublicationCell(id, 6, kind, null, null, null, null, 5, null, null),
            Figures = new Dictionary<string, PublishedFigure>(cell.Figures) { ["*time_lost"] = TimeLost(answers) },
        };
    }
}
