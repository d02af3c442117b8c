using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Viewers;
using Survey.Db.Waves.Priorities;

namespace Survey.Api.Programme.Priorities;

/// <summary>Which relationships HR wants to have asked first, or asked although too few answered.</summary>
internal static class PriorityEndpoints
{
    public const string Page = "/programme/priority";
    private const int MostDays = 366;

    public static void MapPriority(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Page).Requires(Right.RunProgramme);
        pages.MapGet("", ShowAsync);
        pages.MapPost("", PinAsync);
        pages.MapPost("/{code}/unpin", UnpinAsync);
        pages.MapPost("/{code}/anyway", AskAnywayAsync);
    }

    private static Task<RazorComponentResult<PriorityPage>> ShowAsync(
        string? done,
        string? relationship,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        PageAsync(
            visitor,
            database,
            clock,
            new FormState(FormEntries.Empty.With("relationship", relationship)),
            PriorityPage.Actions.Contains(done) ? done : null,
            null,
            ct
        );

    private static async Task<Results<RazorComponentResult<PriorityPage>, RedirectHttpResult>> PinAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var day = DateOnly.TryParseExact(entries["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until)
            ? until
            : (DateOnly?)null;
        Problem? problem =
            entries["relationship"].Length == 0 ? new(null, "relationship", new Sentence("problems.priority.relationship"))
            : day is null || day < today || day > today.AddDays(MostDays)
                ? new(null, "until", new Sentence("problems.priority.day", today, today.AddDays(MostDays)))
            : await RelationshipPriorities.PinAsync(database, entries["relationship"], day.Value, visitor.SignedIn.Email, now, ct) ? null
            : new(null, "relationship", new Sentence("problems.relationship.unknown", entries["relationship"]));
        return problem is null
            ? Back("pinned")
            : await PageAsync(
                visitor,
                database,
                clock,
                new FormState(entries).Refused([problem]),
                null,
                StatusCodes.Status422UnprocessableEntity,
                ct
            );
    }

    private static async Task<RedirectHttpResult> UnpinAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        Back(
            await RelationshipPriorities.UnpinAsync(database, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct) ? "unpinned" : "nothing"
        );

    private static async Task<RedirectHttpResult> AskAnywayAsync(
        string code,
        IFormCollection form,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        Back(
            await RelationshipPriorities.AskAnywayAsync(database, code, visitor.SignedIn.Email, clock.GetUtcNow(), ct)
                ? "anyway"
                : "nothing"
        );

    private static RedirectHttpResult Back(string done) => TypedResults.Redirect($"{Page}?done={done}");

    private static async Task<RazorComponentResult<PriorityPage>> PageAsync(
        Visitor visitor,
        Database database,
        TimeProvider clock,
        FormState form,
        string? done,
        int? status,
        CancellationToken ct
    )
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var connection = await database.OpenAsync(ct);
        return PriorityPage.Of(
            visitor,
            new()
            {
                Relationships = await RelationshipPriorities.ListAsync(connection, today, ct),
                Form = form,
                Today = today,
                LastDay = today.AddDays(MostDays),
                Done = done,
            },
            status
        );
    }
}
