using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Relationships;
using Survey.Db.Results;
using Survey.Db.Results.Pairs;
using Survey.Db.Trials;
using Survey.Db.Waves.Sampling;
using Survey.Reports.Contents;

namespace Survey.Reports.Trials;

/// <summary>The results of made-up answers, as pages and files show the results of a sealed wave (rule G6).</summary>
public sealed class TrialReport
{
    private readonly TrialWave _wave;
    private readonly TrialFigures _figures;
    private readonly SealedWave _sealed;
    private readonly Dictionary<long, WaveUnit> _units;
    private readonly List<PublishedCell> _whole;
    private readonly WeakSteps _weak;

    private TrialReport(TrialWave wave, DateOnly day)
    {
        (_wave, _figures) = (wave, new TrialFigures(wave));
        var pulse = wave.Pulse;
        _sealed = new(
            0,
            "trial",
            day,
            false,
            pulse.MinimumGroup,
            pulse.MinimumComments,
            pulse.MinimumGroupReason,
            WaveName.Of(InEveryLanguage("trial.wave"), null, day)
        )
        {
            IsMadeUp = true,
        };
        _units = wave.Units.ToDictionary(unit => unit.UnitId);
        _whole = [.. _figures.Cells.Where(cell => cell.Cell.Kind == CellKind.Relationship)];
        _weak = WeakSteps.Compute(
            _whole
                .SelectMany(cell => cell.Figures.Values)
                .Where(figure => figure.Kind == FigureKind.Rating && figure.Item != Item.Overall)
                .Select(figure => figure.Value)
                .OfType<double>()
        );
        Services = [.. wave.Selected.Select(Reported)];
    }

    /// <summary>In the order of codes, also those that are not asked.</summary>
    public IReadOnlyList<ReportedRelationship> Services { get; }

    public static TrialReport Of(TrialWave wave, DateOnly day) => new(wave, day);

    public PairMatrix Matrix()
    {
        var services = _whole
            .Join(Services, cell => cell.Cell.RelationshipId, service => service.Id, (cell, service) => (Cell: cell, Service: service))
            .Select(row => new PairService(
                row.Service.Code,
                row.Service.Service,
                row.Service.ProviderUnitId,
                row.Service.CustomerUnitId,
                0,
                row.Cell.Of(Item.Overall),
                null
            ))
            .OrderBy(service => service.Code, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var behind = services.ToLookup(service => (service.ProviderUnitId, service.CustomerUnitId));
        var cells = _figures.Cells.Where(cell =>
            cell.Cell.Kind is CellKind.Pair or CellKind.Provider or CellKind.Customer or CellKind.Organisation
        );
        return new PairMatrix(_wave.Units, [.. cells.Select(cell => Of(cell, behind))]) { Services = services };
    }

    /// <returns>Null: there is no such service, or the wave does not ask about it.</returns>
    public RelationshipReport? Report(string code)
    {
        if (
            Services.FirstOrDefault(one => one.Code.Equals(code, StringComparison.OrdinalIgnoreCase)) is not { } service
            || WholeOf(service) is not { } all
        )
        {
            return null;
        }
        return new RelationshipReport(
            _sealed,
            [_sealed],
            service,
            QuestionnaireOf(service),
            [.. _figures.Cells.Where(cell => cell.Cell.RelationshipId == service.Id)],
            [new(_sealed, all)],
            _units,
            new HashSet<long>(),
            [.. Services.Where(other => IsReverse(service, other)).Select(ResultOf).OfType<RelationshipResult>()],
            null,
            []
        )
        {
            Weak = _weak,
            Gaps =
            [
                .. _figures.Gaps.Where(gap => gap.CellId == all.Cell.Id),
                .. _figures.Gaps.Where(gap => gap.OtherCellId == all.Cell.Id).Select(gap => gap.Reversed),
            ],
            Found = _figures.StepsOf(service.Id),
        };
    }

    /// <summary>Services and parts without a figure, and why.</summary>
    public IReadOnlyList<UnseenService> Unseen()
    {
        var shown = _figures
            .Cells.Where(cell => cell.Of(Item.Overall) is { IsShown: true })
            .ToLookup(cell => cell.Cell.RelationshipId, cell => cell.Cell);
        return
        [
            .. _wave
                .Selected.Zip(Services)
                .Select(row => UnseenService.Of(row.First, row.Second, [.. shown[row.Second.Id]], _units))
                .OfType<UnseenService>(),
        ];
    }

    private ReportedRelationship Reported(SelectedRelationship chosen)
    {
        var relationship = chosen.Relationship;
        var (provider, customer) = (_units[relationship.ProviderUnitId], _units[relationship.CustomerUnitId]);
        return new(
            relationship.Id,
            relationship.Code,
            relationship.Kind,
            provider.UnitId,
            provider.Code,
            provider.Names,
            customer.UnitId,
            customer.Code,
            customer.Names,
            customer.ParentId is null,
            chosen.Group,
            relationship.IsWithinTeam ? null : _sealed.MinimumComments,
            chosen.Customers,
            chosen.Invited,
            null,
            _wave.Frame.Questionnaires[relationship.QuestionnaireId].Name
        );
    }

    private PublishedCell? WholeOf(ReportedRelationship service) => _whole.Find(cell => cell.Cell.RelationshipId == service.Id);

    private Questionnaire QuestionnaireOf(ReportedRelationship service) =>
        _wave.Frame.Questionnaires[_wave.Frame.Relationship(service.Id).QuestionnaireId];

    private RelationshipResult? ResultOf(ReportedRelationship service) =>
        WholeOf(service) is { } cell ? new RelationshipResult(service, cell, QuestionnaireOf(service)) { Weak = _weak } : null;

    private static bool IsReverse(ReportedRelationship one, ReportedRelationship other) =>
        one.ProviderUnitId != one.CustomerUnitId
        && other.ProviderUnitId == one.CustomerUnitId
        && other.CustomerUnitId == one.ProviderUnitId;

    private static PairCell Of(PublishedCell cell, ILookup<(long, long), PairService> services)
    {
        var plan = cell.Cell;
        var behind = plan.Kind == CellKind.Pair ? services[(plan.ProviderUnitId!.Value, plan.CustomerUnitId!.Value)].ToList() : [];
        return new(
            plan.Kind,
            plan.ProviderUnitId,
            plan.CustomerUnitId,
            cell.Of(Item.Overall),
            behind is [var only] ? only.Code : null,
            null
        );
    }

    private static LocalizedText InEveryLanguage(string key) =>
        new(Language.Codes.ToDictionary(code => code, code => Language.Of(code)[key]));
}
