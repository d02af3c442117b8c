using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db.Viewers;
using Survey.Reports.Contents;

namespace Survey.Api.Units;

/// <summary>For HR, the unit's lead and the leads above.</summary>
internal static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/units/{code}", PageAsync).RequiresSomewhere(Right.ReadResults);

    private static Task<IResult> PageAsync(string code, string? wave, Visitor visitor, PageCache pages, CancellationToken ct) =>
        pages.ShowAsync(
            visitor,
            async connection =>
                await UnitReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct) is not { } report
                    ? null
                    : UnitPage.Of(report.Unit.Names.In(visitor.Language.Code), report),
            ct
        );
}
