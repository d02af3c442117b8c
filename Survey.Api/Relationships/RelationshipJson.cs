using Survey.Api.Reports;
using Survey.Db.Results;
using Survey.Reports.Sections;

namespace Survey.Api.Relationships;

/// <summary>How much of the overall rating's variance goes along with a step, from people who rated everything.</summary>
/// <param name="Item">Code of the breakdown point.</param>
/// <param name="Importance">Per cent, with its 95 % interval.</param>
/// <param name="AgainstTarget">What the distance is called: better, worse, no_change or too_few; null without a target.</param>
/// <param name="Distance">Mean less target; null without a target, or when it is not told.</param>
public sealed record DriverJson(string Item, int Importance, int Low, int High, bool MissesTarget, string? AgainstTarget, double? Distance);

/// <summary>How many are still satisfied after a step.</summary>
/// <param name="Reached">Per cent, rounded coarsely.</param>
/// <param name="Lost">Points of that lost at this step.</param>
public sealed record FunnelStepJson(string Item, int Reached, int Lost);

/// <summary>Where a rating has been going.</summary>
/// <param name="Waves">How many took part.</param>
/// <param name="Direction">up, down or none.</param>
/// <param name="PerYear">Points of the scale a year, with the 95 % interval.</param>
public sealed record SlopeJson(string Item, int Waves, string Direction, double PerYear, double Low, double High)
{
    public static SlopeJson Of(PublishedSlope slope) => new(slope.Item, slope.Waves, slope.Direction, slope.PerYear, slope.Low, slope.High);
}

/// <summary>How differently the two sides rate each other.</summary>
/// <param name="Clear">By more than chance alone would bring about.</param>
/// <param name="Difference">Mean of the relationship asked for less that of the other, with its 95 % interval.</param>
public sealed record GapJson(bool Clear, double Difference, double? Low, double? High);

/// <summary>What the customers provide to the provider in the same wave.</summary>
/// <param name="Gap">Null: not compared.</param>
public sealed record OtherDirectionJson(ServiceJson Service, GapJson? Gap);

/// <summary>What <c>GET /api/v1/relationships/{code}</c> answers.</summary>
/// <param name="Waves">Codes of the sealed waves in which it was asked, the last one first.</param>
/// <param name="Cells">All its customers, by customer unit, by employment kind.</param>
/// <param name="Drivers">First the steps that miss their target, then by importance; empty when too few people rated everything.</param>
/// <param name="Funnel">In the order of the journey; empty when too few people said something of every step.</param>
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
            report.Relationship.Kind,
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
            driver.Step.Verdict(Against.Target)?.Called,
            driver.Distance
        );

    private static GapJson? Gap(PublishedGap? gap) => gap is null ? null : new(gap.Clear, gap.Difference, gap.Low, gap.High);
}
