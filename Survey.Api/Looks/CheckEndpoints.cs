using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Looks;
using Survey.Db.Settings;

namespace Survey.Api.Looks;

/// <summary>The check calendar: which results were looked at, and which units nobody measures.</summary>
internal static class CheckEndpoints
{
    public const string Overdue = "overdue";

    public static void Map(IEndpointRouteBuilder programme)
    {
        programme.MapGet("/checks", PageAsync);
        programme.MapGet("/checks.csv", FileAsync);
    }

    private static async Task<RazorComponentResult<ChecksPage>> PageAsync(
        string? show,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        IOptions<ActingOptions> acting,
        CancellationToken ct
    ) => ChecksPage.Of(visitor, await ViewAsync(database, show, clock, acting.Value, ct));

    private static async Task<FileContentHttpResult> FileAsync(
        string? show,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        IOptions<ActingOptions> acting,
        CancellationToken ct
    ) =>
        TypedResults.File(
            ChecksFile.Make(await ViewAsync(database, show, clock, acting.Value, ct), visitor.Language),
            "text/csv; charset=utf-8",
            "checks.csv"
        );

    private static async Task<ChecksView> ViewAsync(
        Database database,
        string? show,
        TimeProvider clock,
        ActingOptions acting,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return new()
        {
            Calendar = await CheckCalendar.ReadAsync(connection, clock.GetUtcNow(), acting.LookWithinDays, ct),
            WithinDays = acting.LookWithinDays,
            OnlyOverdue = show == Overdue,
        };
    }
}
