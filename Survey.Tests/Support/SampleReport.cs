using Survey.Db.Comments;
using Survey.Db.Languages;
using Survey.Db.People;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Results;
using Survey.Reports.Contents;

namespace Survey.Tests.Support;

/// <summary>Reports from invented figures, to look at and to test without a database.</summary>
public static class SampleReport
{
    public static RelationshipReport Make(
        int steps = 5,
        int waves = 6,
        int answers = 84,
        bool longNames = false,
        bool hidden = false,
        bool imported = false,
        bool comments = true,
        bool bothWays = false,
        IReadOnlyList<PublishedVerdict>? verdicts = null
    )
    {
        var questionnaire = SampleQuestionnaire.Make(steps, longNames);
        var relationship = Relationship(longNames, imported);
        var history = Enumerable.Range(0, waves).Select(index => Wave(index, waves, imported)).ToList();
        var wave = history[^1];
        var cells = new List<PublishedCell>
        {
            Cell(1, wave.Id, CellKind.Relationship, questionnaire, hidden ? 3 : answers, 0, imported) with
            {
                Verdicts = verdicts ?? [],
            },
        };
        if (!imported)
        {
            cells.AddRange(Groups(wave.Id, questionnaire, hidden));
        }
        return new RelationshipReport(
            wave,
            [.. history.AsEnumerable().Reverse()],
            relationship,
            questionnaire,
            cells,
            [
                .. history.Select(
                    (one, index) =>
                        new TrendPoint(
                            one,
                            index == waves - 1
                                ? cells[0]
                                : Cell(
                                    100 + index,
                                    one.Id,
                                    CellKind.Relationship,
                                    questionnaire,
                                    hidden || index == 1 && waves > 3 ? 3 : answers,
                                    waves - index,
                                    imported
                                )
                        )
                ),
            ],
            Units(longNames),
            new HashSet<long> { 2 },
            bothWays ? [Reverse(wave, longNames, hidden)] : [],
            comments && !imported ? Comments() : [],
            comments && !imported ? Notes() : []
        );
    }

    public static SealedWave Wave(int index, int count, bool imported) =>
        new(
            1 + index,
            imported ? $"{index + 1}" : $"office-2026-{index + 1:00}-02",
            new DateOnly(2026, 11, 9).AddMonths((index - count + 1) * 2),
            imported,
            5,
            10,
            null,
            new WaveName(
                imported ? null : LocalizedText.Of("Office"),
                new DateOnly(2026, 11, 2).AddMonths((index - count + 1) * 2),
                false
            )
        );

    /// <summary>The same with one name for every unit, the service and every step.</summary>
    public static RelationshipReport WithName(this RelationshipReport report, string name) =>
        report with
        {
            Relationship = report.Relationship with
            {
                Provider = LocalizedText.Of(name),
                Customer = LocalizedText.Of(name),
                Service = LocalizedText.Of(name),
            },
            Questionnaire = report.Questionnaire with
            {
                BreakdownPoints = [.. report.Questionnaire.BreakdownPoints.Select(point => point with { Name = LocalizedText.Of(name) })],
            },
            Units = report.Units.ToDictionary(unit => unit.Key, unit => unit.Value with { Names = LocalizedText.Of(name) }),
        };

    public static ReportedRelationship Relationship(bool longNames, bool imported) =>
        new(
            1,
            "IT-ALL",
            RelationshipKind.DepartmentToEmployee,
            2,
            "IT",
            LocalizedText.Of(longNames ? SampleQuestionnaire.LongName : "Information technology"),
            1,
            "ALL",
            LocalizedText.Of(longNames ? SampleQuestionnaire.LongName + "!" : "Meridian"),
            !longNames,
            5,
            imported ? null : 10,
            imported ? null : 160,
            imported ? null : 120,
            imported ? null : new DateOnly(2026, 8, 11),
            LocalizedText.Of(longNames ? SampleQuestionnaire.LongName : "Help and advice")
        );

    public static PublishedCell Cell(
        long id,
        long waveId,
        CellKind kind,
        Questionnaire questionnaire,
        int answers,
        int drift,
        bool imported,
        long? unit = null,
        Employment? employment = null
    )
    {
        var figures = questionnaire
            .BreakdownPoints.Select((point, index) => SampleFigures.Rating(point.Code, Spread(answers, (index * 7 + drift) % 12)))
            .Append(SampleFigures.Rating("overall", Spread(answers, 3 + drift % 4)))
            .Concat(
                kind != CellKind.Relationship ? []
                : answers < 10 ? [SampleFigures.Hidden("reason", FigureKind.Choice)]
                : Others(answers)
            )
            .ToDictionary(figure => figure.Item);
        return new PublishedCell(
            new PublicationCell(id, waveId, kind, 1, null, unit, employment, 5, null, null),
            figures,
            imported ? null
                : answers < 10 ? new PublishedParticipation(id, 160, 120, null, "under25", null)
                : new PublishedParticipation(id, 160, 120, 5 * (Math.Min(100, answers * 100 / 120) / 5), null, 10),
            []
        );
    }

    private static IEnumerable<PublishedFigure> Others(int answers) =>
        [
            SampleFigures.Of("recommend", FigureKind.Recommendation, 3, 1, 2, 3, 4, 6, 8, 12, 14, answers - 73, 20),
            SampleFigures.Of("effort", FigureKind.Effort, 2, 6, 10, answers - 66, 24, 16, 8),
            SampleFigures.Of("reason", FigureKind.Choice, 17, 4, 10),
            SampleFigures.Of("time_lost", FigureKind.TimeLost, 30, 22, 18, 9, answers - 79),
        ];

    /// <summary>Answers over the five ratings, the better the higher <paramref name="level"/> (0 to 11).</summary>
    private static int[] Spread(int answers, int level)
    {
        var weights = Enumerable.Range(1, 5).Select(rating => Math.Exp(-Math.Pow(rating - (2.3 + level * 0.2), 2) / 2.2)).ToArray();
        var counts = weights.Select(weight => (int)Math.Floor(weight / weights.Sum() * answers)).ToArray();
        counts[3] += answers - counts.Sum();
        return counts;
    }

    private static IEnumerable<PublishedCell> Groups(long wave, Questionnaire questionnaire, bool hidden) =>
        [
            Cell(2, wave, CellKind.RelationshipUnit, questionnaire, hidden ? 2 : 41, 2, false, unit: 3),
            Cell(3, wave, CellKind.RelationshipUnit, questionnaire, hidden ? 2 : 8, 11, false, unit: 4),
            Cell(4, wave, CellKind.RelationshipUnit, questionnaire, 3, 4, false, unit: 5),
            Cell(5, wave, CellKind.RelationshipEmployment, questionnaire, hidden ? 2 : 60, 3, false, employment: Employment.Permanent),
            Cell(6, wave, CellKind.RelationshipEmployment, questionnaire, hidden ? 2 : 24, 6, false, employment: Employment.Contractor),
        ];

    private static RelationshipResult Reverse(SealedWave wave, bool longNames, bool hidden)
    {
        var one = Relationship(longNames, imported: false);
        var questionnaire = SampleQuestionnaire.Make(3, longNames);
        return new RelationshipResult(
            one with
            {
                Id = 2,
                Code = "ALL-IT",
                Kind = RelationshipKind.TeamToTeam,
                ProviderUnitId = one.CustomerUnitId,
                ProviderCode = one.CustomerCode,
                Provider = one.Customer,
                CustomerUnitId = one.ProviderUnitId,
                CustomerCode = one.ProviderCode,
                Customer = one.Provider,
                CustomerIsRoot = false,
            },
            Cell(50, wave.Id, CellKind.Relationship, questionnaire, hidden ? 3 : 33, 5, false),
            questionnaire
        );
    }

    private static Dictionary<long, WaveUnit> Units(bool longNames) =>
        new[] { "Meridian", "Information technology", "Sales", "Finance", "Warehouse" }
            .Select(
                (name, index) =>
                    new WaveUnit(
                        index + 1,
                        $"U{index + 1}",
                        LocalizedText.Of(longNames ? SampleQuestionnaire.LongName : name),
                        index == 0 ? null : 1
                    )
            )
            .ToDictionary(unit => unit.UnitId);

    private static ShownComment[] Comments() =>
        [
            new("comment", "en", "The first answer takes days. Nobody tells me whether my ticket is being worked on.", null),
            new("comment", "en", "Helpful people!\n\nThe laptop was replaced within a day.", "Ann Example"),
            new("comment", "fi", "Vastausta joutuu odottamaan liian kauan, mutta ratkaisu on yleensä hyvä.", null),
            new("comment", "en", null, null),
            new("comment", "en", "<script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(2)>", "<b>Mallory</b>"),
        ];

    private static ShownNote[] Notes() =>
        [new("contact", "Bob Example", "Please call me about the printers."), new("thanks", null, "Thank you, Maria!")];
}
