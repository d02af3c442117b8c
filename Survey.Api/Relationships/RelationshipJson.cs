using Survey.Api.Reports;
using Survey.Db;
using Survey.Db.Results;
using Survey.Reports.Contents;

namespace Survey.Api.Relationships;

/// <summary>Share of the overall rating's variance that a step explains, from people who rated everything (rule D4).</summary>
/// <param name="Item">Code of the breakdown point.</param>
/// <param name="Importance">Per cent, with its 95 % interval.</param>
/// <param name="AgainstTarget">Verdict: better, worse, no_change or too_few; null: no target.</param>
/// <param name="Distance">Mean minus target; null: no target, or suppressed.</param>
public sealed record DriverJson(string Item, int Importance, int Low, int High, bool MissesTarget, string? AgainstTarget, double? Distance);

/// <summary>Share of people who are still satisfied after a step (rule D5).</summary>
/// <param name="Reached">Per cent, rounded to 10.</param>
/// <param name="Lost">Percentage points lost at this step.</param>
public sealed record FunnelStepJson(string Item, int Reached, int Lost);

/// <param name="Waves">Number of waves in the trend.</param>
/// <param name="Direction">up, down or none.</param>
/// <param name="PerYear">Points of the scale per year, with the 95 % interval.</param>
public sealed record SlopeJson(string Item, int Waves, string Direction, double PerYear, double Low, double High)
{
    public static SlopeJson Of(PublishedSlope slope) => new(slope.Item, slope.Waves, slope.Direction, slope.PerYear, slope.Low, slope.High);
}

/// <param name="Clear">True: the test finds a difference.</param>
/// <param name="Difference">Mean of this relationship minus that of the other direction, with its 95 % interval.</param>
public sealed record GapJson(bool Clear, double Difference, double? Low, double? High);

/// <summary>What the customers provide to the provider in the same wave.</summary>
/// <param name="Gap">Null: not compared.</param>
public sealed record OtherDirectionJson(ServiceJson Service, GapJson? Gap);

/// <summary>Response of <c>GET /api/v1/relationships/{code}</c>.</summary>
/// <param name="Waves">Codes of the sealed waves that asked about it, the last one first.</param>
/// <param name="Cells">All its customers, by customer unit, by employment kind.</param>
/// <param name="Drivers">First the steps that miss their target, then by importance; empty: too few people rated everything.</param>
/// <param name="Funnel">In the order of the journey; empty: too few people answered every step.</param>
/// <param name="Slopes">Up to this wave.</param>
public sealed record RelationshipJson(
    string Code,
    string Kind,
    string Provider,
    string Customer,
    string Wave,
    DateOnly ClosedOn,
    IReadOnlyList<string> Waves,
    IReadOnlyList<CellJson> Cells,
    IReadOnlyList<DriverJson> Drivers,
    IReadOnlyList<FunnelStepJson> Funnel,
    IReadOnlyList<SlopeJson> Slopes,
    IReadOnlyList<OtherDirectionJson> OtherDirections
)
{
    public static RelationshipJson Of(RelationshipReport report) =>
        new(
            report.Relationship.Code,
            report.Relationship.Kind.Text(),
            report.Relationship.ProviderCode,
            report.Relationship.CustomerCode,
            report.Wave.Code,
            report.Wave.ClosedOn,
            [.. report.Waves.Select(wave => wave.Code)],
            [
                .. report.Cells.Select(cell =>
                    CellJson.Of(
                        cell,
                        cell.Cell.CustomerUnitId is { } unit ? report.Units.GetValueOrDefault(unit)?.Code : null,
                        report.Wave,
                        report.Waves,
                        cell.Cell.Kind == CellKind.Relationship ? report.Questionnaire : null
                    )
                ),
            ],
            [.. report.Together.Drivers.Select(Driver)],
            [.. report.Together.Funnel.Select(step => new FunnelStepJson(step.Step.Point.Code, step.Reached, step.Lost))],
            [.. report.Slopes.Select(SlopeJson.Of)],
            [
                .. report.Reverse.Select(other => new OtherDirectionJson(
                    ServiceJson.Of(other, report.Wave, report.Waves),
                    Gap(report.Gap(other))
                )),
            ]
        );

    private static DriverJson Driver(DriverStep driver) =>
        new(
            driver.Step.Point.Code,
            driver.Found.Importance!.Value,
            driver.Found.ImportanceLow!.Value,
            driver.Found.ImportanceHigh!.Value,
            driver.Step.MissesTarget,
            driver.Step.Verdict(Against.Target)?.Called.Text(),
            driver.Distance
        );

    private static GapJson? Gap(PublishedGap? gap) => gap is null ? null : new(gap.Clear, gap.Difference, gap.Low, gap.High);
}
