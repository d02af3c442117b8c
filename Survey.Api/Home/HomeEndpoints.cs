using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Programme;
using Survey.Db.Results;

namespace Survey.Api.Home;

/// <summary>The first page: what this person should look at now, or what this is to somebody who is not signed in.</summary>
internal static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder routes) => routes.MapGet("/", PageAsync);

    private static async Task<RazorComponentResult<HomePage>> PageAsync(Visitor visitor, Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var isEmpty = await SetUp.IsEmptyAsync(connection, ct);
        if (visitor.Viewer is not { } viewer || !viewer.SeesResults())
        {
            return Page(visitor, isEmpty, null);
        }
        var wave = await ViewerWaves.ListAsync(connection, viewer, ct) is [var latest, ..] ? latest : null;
        return Page(visitor, isEmpty, new HomeView(
            wave,
            wave is null ? [] : await Attention.ReadAsync(connection, viewer, wave.Id, ct),
            await RunningWaves.ListAsync(connection, viewer, ct)));
    }

    private static RazorComponentResult<HomePage> Page(Visitor visitor, bool isEmpty, HomeView? view) =>
        new(new { Visitor = visitor, IsEmpty = isEmpty, View = view });
}

/// <param name="Wave">The last sealed one in the viewer's scope; null when there is none.</param>
public sealed record HomeView(WaveChoice? Wave, IReadOnlyList<AttentionRelationship> Relationships, IReadOnlyList<RunningWave> Running);
