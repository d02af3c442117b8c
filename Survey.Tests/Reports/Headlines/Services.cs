using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Reports.Contents;
using Survey.Tests.Support;

namespace Survey.Tests.Reports.Headlines;

/// <summary>
/// Reports from a line per service: "IT missed worse; HR better; FIN hidden" names providers with what is said of each. Words: missed,
/// deep (missed by more), fine, few (of a step against its target); better, best (by more), worse, worst (by more), same, unsure (of the
/// overall rating against before); low (rated lower than the others); weak (its step); small (5 to 9 answers, of which no difference
/// is told); hidden.
/// </summary>
internal static class Services
{
    private static readonly Questionnaire Questions = SampleQuestionnaire.Make(1, longNames: false);

    private static readonly string Step = Questions.BreakdownPoints[0].Code;

    public static OrganisationReport Organisation(string line, bool hidden = false)
    {
        var wave = SampleReport.Wave(0, 1, imported: false);
        return new(wave, [wave], hidden ? null : Cell([]), Results(line), new PairMatrix([], []), new Dictionary<long, WaveUnit>());
    }

    public static UnitReport Unit(string provides, string receives)
    {
        var wave = SampleReport.Wave(0, 1, imported: false);
        return new(
            wave,
            [wave],
            new WaveUnit(1, "X", LocalizedText.Of("X"), null),
            null,
            [],
            Cell([]),
            Cell([]),
            Results(provides),
            Results(receives),
            []
        );
    }

    private static List<RelationshipResult> Results(string line) =>
        [
            .. line.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(service => service.Split(' '))
                .Select(words => new RelationshipResult(
                    SampleReport.Relationship(longNames: false, imported: false) with
                    {
                        Code = words[0],
                        Provider = LocalizedText.Of(words[0]),
                        Customer = LocalizedText.Of("Sales"),
                        CustomerIsRoot = false,
                        Service = LocalizedText.Of("Help"),
                    },
                    Cell(words),
                    Questions
                )),
        ];

    private static PublishedCell Cell(string[] words) =>
        SampleReport.Cell(1, 1, CellKind.Relationship, Questions, words.Contains("hidden") ? 3 : 84, 0, false) with
        {
            Figures = words.Contains("hidden")
                ? new Dictionary<string, PublishedFigure>()
                : new[] { Figure(Item.Overall, words), Figure(Step, words) }.ToDictionary(figure => figure.Item),
            Verdicts =
            [
                .. words
                    .Select(Verdict)
                    .OfType<PublishedVerdict>()
                    .Select(verdict => words.Contains("small") ? verdict with { Difference = null } : verdict),
            ],
        };

    private static PublishedFigure Figure(string item, string[] words) =>
        words.Contains("small") ? SampleFigures.InWords(item, FigureWord.Middle)
        : item == Step && words.Contains("weak") ? SampleFigures.Valued(item, 2.1, 1.9, 2.3, 40)
        : item == Item.Overall && words.Contains("low") ? SampleFigures.Valued(item, 1.5, 1.3, 1.7, 40)
        : SampleFigures.Valued(item, 3.5, 3.3, 3.7, 40);

    private static PublishedVerdict? Verdict(string word) =>
        word switch
        {
            "missed" => new(1, Step, Against.Target, null, Survey.Db.Results.Verdict.Worse, -0.5, null, null),
            "deep" => new(1, Step, Against.Target, null, Survey.Db.Results.Verdict.Worse, -1.5, null, null),
            "fine" => new(1, Step, Against.Target, null, Survey.Db.Results.Verdict.NoChange, 0.1, null, null),
            "few" => new(1, Step, Against.Target, null, Survey.Db.Results.Verdict.TooFew, null, null, null),
            "better" => new(1, Item.Overall, Against.Before, 7, Survey.Db.Results.Verdict.Better, 0.5, null, null),
            "best" => new(1, Item.Overall, Against.Before, 7, Survey.Db.Results.Verdict.Better, 1.5, null, null),
            "worst" => new(1, Item.Overall, Against.Before, 7, Survey.Db.Results.Verdict.Worse, -1.5, null, null),
            "worse" => new(1, Item.Overall, Against.Before, 7, Survey.Db.Results.Verdict.Worse, -0.5, null, null),
            "same" => new(1, Item.Overall, Against.Before, 7, Survey.Db.Results.Verdict.NoChange, 0.1, null, null),
            "unsure" => new(1, Item.Overall, Against.Before, 7, Survey.Db.Results.Verdict.TooFew, null, null, null),
            _ => null,
        };
}
