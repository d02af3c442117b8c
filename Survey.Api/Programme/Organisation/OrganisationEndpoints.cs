using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Settings;
using Survey.Db.Units;
using Survey.Db.Viewers;
using Survey.Db.WaveLifecycle;

namespace Survey.Api.Programme.Organisation;

internal static class OrganisationEndpoints
{
    public const string Address = "/programme/organisation";

    public static void MapOrganisation(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("").Requires(Right.RunProgramme);
        settings.MapGet(Address, ShowAsync);
        settings.MapPost(Address, SaveAsync);
    }

    private static async Task<IResult> ShowAsync(
        string? done,
        Visitor visitor,
        Database database,
        OperatorSettings fixedSettings,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        var stored = await WithNameAsync(connection, await StoredOrganisation.ReadAsync(connection, ct), ct);
        return OrganisationSettingsPage.Of(visitor, new(FormState.Of(EntriesOf(stored, fixedSettings))) { IsSaved = done == "saved" });
    }

    private static async Task<IResult> SaveAsync(
        IFormCollection form,
        Visitor visitor,
        Database database,
        OperatorSettings fixedSettings,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var entries = FormEntries.Of(form);
        var refused = await database.InTransactionAsync(
            async connection =>
            {
                var before = await WithNameAsync(connection, await StoredOrganisation.LockAsync(connection, ct), ct);
                var stored = EntriesOf(before, fixedSettings);
                if (!entries.IsBasedOn(stored))
                {
                    return new FormState(entries) { Stored = stored, IsStale = true };
                }
                if (OrganisationForm.Check(entries, fixedSettings) is { Count: > 0 } problems)
                {
                    return new FormState(entries) { Stored = stored, Problems = problems };
                }
                var settings = OrganisationForm.Read(entries, before, fixedSettings);
                if (
                    await LossAsync(connection, before, settings, clock.GetUtcNow(), ct) is { } loss
                    && !OrganisationForm.IsLossWanted(entries)
                )
                {
                    return new FormState(entries) { Stored = stored, Problems = [loss] };
                }
                await StoredOrganisation.SaveAsync(connection, settings, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
                if (settings.Name is { } name)
                {
                    await RootUnit.RenameAsync(connection, name, visitor.SignedIn.Email, clock.GetUtcNow(), ct);
                }
                return null;
            },
            ct
        );
        if (refused is not null)
        {
            return OrganisationSettingsPage.Of(
                visitor,
                new(refused),
                refused.IsStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            );
        }
        await using var fresh = await database.OpenAsync(ct);
        await organisation.RefreshAsync(fresh, ct);
        return TypedResults.Redirect(Address + "?done=saved");
    }

    /// <summary>A shorter retention deletes answers for good within a minute, so it needs a second yes. Null: it deletes none.</summary>
    private static async Task<Problem?> LossAsync(
        NpgsqlConnection connection,
        OrganisationSettings before,
        OrganisationSettings settings,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        settings.RetentionMonths is { } months
        && months != before.RetentionMonths
        && await Retention.CountDueAsync(connection, months, now, ct) is > 0 and var waves
            ? new(null, OrganisationForm.DeleteAnswers, new("problems.organisation.deletes", waves))
            : null;

    private static async Task<OrganisationSettings> WithNameAsync(
        NpgsqlConnection connection,
        OrganisationSettings stored,
        CancellationToken ct
    ) => await RootUnit.NameAsync(connection, ct) is { } name ? stored with { Name = name } : stored;

    /// <summary>A field that the operator has fixed shows the value in force.</summary>
    private static FormEntries EntriesOf(OrganisationSettings stored, OperatorSettings fixedSettings) =>
        OrganisationForm.Of(fixedSettings.Over(stored));
}
