using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Settings;
using Survey.Db.Uploads;

namespace Survey.Api.Uploads;

/// <summary>Which column of the file holds which field.</summary>
internal static class UploadColumnsEndpoints
{
    public static async Task<IResult> ShowAsync(
        Guid id,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await StoredUpload.FindAsync(connection, id, clock.GetUtcNow(), ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        var settings = await organisation.ReadAsync(ct);
        var zones = await ZonesAsync(connection, settings, ct);
        return UploadColumnsPage.Of(
            visitor,
            new()
            {
                Upload = upload,
                Form = new FormState(UploadColumnsForm.Of(upload, settings.DefaultLanguage, zones)),
                Zones = zones,
            }
        );
    }

    public static async Task<IResult> SaveAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        if (await StoredUpload.FindAsync(connection, id, clock.GetUtcNow(), ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        var entries = FormEntries.Of(form);
        var chosen = UploadColumnsForm.Read(upload, entries);
        var problems = UploadColumnsForm.Check(chosen, entries);
        if (problems.Count == 0)
        {
            await database.InTransactionAsync(
                async saving =>
                {
                    await chosen.SaveChoicesAsync(saving, ct);
                    await UploadHeadings.RememberAsync(saving, chosen, ct);
                },
                ct
            );
            return TypedResults.Redirect(UploadEndpoints.AddressOf(upload));
        }
        return UploadColumnsPage.Of(
            visitor,
            new()
            {
                Upload = upload,
                Form = new FormState(entries).Refused(problems),
                Zones = await ZonesAsync(connection, await organisation.ReadAsync(ct), ct),
            },
            StatusCodes.Status422UnprocessableEntity
        );
    }

    /// <summary>The most frequent first; the organisation's comes last, unless nobody has set it.</summary>
    private static async Task<IReadOnlyList<string>> ZonesAsync(
        NpgsqlConnection connection,
        OrganisationSettings settings,
        CancellationToken ct
    ) => [.. (await TimeZonesOfPeople.ListAsync(connection, ct)).Append(settings.TimeZone).Distinct().Except(["UTC"])];
}
