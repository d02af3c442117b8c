using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Looks;
using Survey.Db.Settings;
using Survey.Db.Viewers;

namespace Survey.Api.Looks;

/// <summary>The provider's lead, or HR, says that results were looked at (rule E7).</summary>
internal static class LookEndpoints
{
    public static void MapLooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/relationships/{code}/looked", LookedAsync).RequiresSomewhere(Right.ReadComments);
        CheckEndpoints.Map(routes.MapGroup("/programme").Requires(Right.RunProgramme));
    }

    /// <summary>What stands above the results of a relationship.</summary>
    /// <param name="wave">Of the page; null: the last one.</param>
    /// <returns>Null: the viewer has nothing to look at, or the page shows another wave.</returns>
    public static async Task<RenderFragment?> NoteAsync(
        NpgsqlConnection connection,
        Visitor visitor,
        string code,
        string? wave,
        DateTimeOffset now,
        ActingOptions acting,
        CancellationToken ct
    )
    {
        if (!visitor.SignedIn.MaySomewhere(Right.ReadComments))
        {
            return null;
        }
        var check = await CheckedRelationship.FindAsync(connection, code, now, acting.LookWithinDays, ct);
        if (
            check is null
            || !visitor.SignedIn.ReadsComments(check.ProviderId)
            || (check.DueWave ?? check.LookedWave) is not { } shown
            || wave is not null && !wave.Equals(shown, StringComparison.OrdinalIgnoreCase)
        )
        {
            return null;
        }
        return builder =>
        {
            builder.OpenComponent<LookNote>(0);
            builder.AddComponentParameter(1, nameof(LookNote.Visitor), visitor);
            builder.AddComponentParameter(2, nameof(LookNote.Check), check);
            builder.AddComponentParameter(3, nameof(LookNote.IsOverdue), check.IsOverdue(DateOnly.FromDateTime(now.UtcDateTime)));
            builder.CloseComponent();
        };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> LookedAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var wave = form["wave"].ToString();
        return await LookRecord.AddAsync(database, visitor.SignedIn, code, wave, clock.GetUtcNow(), ct)
            ? TypedResults.LocalRedirect($"/relationships/{Uri.EscapeDataString(code)}?wave={Uri.EscapeDataString(wave)}")
            : TypedResults.NotFound();
    }
}
