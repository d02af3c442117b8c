using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Api.Looks;
using Survey.Api.Reports;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Cases;
using Survey.Db.Settings;
using Survey.Db.Viewers;
using Survey.Reports.Contents;

namespace Survey.Api.Relationships;

internal static class RelationshipEndpoints
{
    public static void MapRelationships(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/relationships/{code}", PageAsync).RequiresSomewhere(Right.ReadResults);

    /// <param name="commentLanguage">Of the comments in sight; with <paramref name="find"/>, see <see cref="CommentFilter"/>.</param>
    private static async Task<IResult> PageAsync(
        string code,
        string? wave,
        string? commentLanguage,
        string? find,
        Visitor visitor,
        PageCache pages,
        Database database,
        TimeProvider clock,
        IOptions<ActingOptions> acting,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var (cases, look) = await BesideAsync(database, visitor, code, WaveNames.Code(wave), now, acting.Value, ct);
        return await pages.ShowAsync(
            visitor,
            async connection =>
                await RelationshipReport.LoadAsync(connection, visitor.SignedIn, code, WaveNames.Code(wave), ct) is { } report
                    ? RelationshipPage.Of(
                        report.Relationship.Title(visitor.Language),
                        report with
                        {
                            Filter = CommentFilter.Of(commentLanguage, find),
                            Cases = cases,
                        }
                    )
                    : await PartAsync(connection, visitor, code, WaveNames.Code(wave), ct),
            ct,
            cases.Key,
            look
        );
    }

    /// <summary>What depends on the day and the viewer, and so is not in the cached page.</summary>
    private static async Task<(RelationshipCases Cases, RenderFragment? Look)> BesideAsync(
        Database database,
        Visitor visitor,
        string code,
        string? wave,
        DateTimeOffset now,
        ActingOptions acting,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return (
            await RelationshipCases.LoadAsync(connection, visitor.SignedIn, code, now, ct),
            await LookEndpoints.NoteAsync(connection, visitor, code, wave, now, acting, ct)
        );
    }

    private static async Task<PageContent?> PartAsync(
        NpgsqlConnection connection,
        Visitor visitor,
        string code,
        string? wave,
        CancellationToken ct
    ) =>
        await CustomerPartReport.LoadAsync(connection, visitor.SignedIn, code, wave, ct) is { } part
            ? CustomerPartPage.Of(part.Relationship.Title(visitor.Language), part)
            : null;
}
