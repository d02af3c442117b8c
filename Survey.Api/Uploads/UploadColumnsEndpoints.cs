using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Uploads;

namespace Survey.Api.Uploads;

/// <summary>Which column of the file holds which field.</summary>
internal static class UploadColumnsEndpoints
{
    public static async Task<IResult> ShowAsync(Guid id, Visitor visitor, Database database, TimeProvider clock, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        if (await StoredUpload.FindAsync(connection, id, clock.GetUtcNow(), ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        var zones = await TimeZonesOfPeople.ListAsync(connection, ct);
        return UploadColumnsPage.Of(
            visitor,
            new()
            {
                Upload = upload,
                Form = new FormState(UploadColumnsForm.Of(upload, visitor.Language.Code, zones)),
                Zones = zones,
            }
        );
    }

    public static async Task<IResult> SaveAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        Database database,
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
                Zones = await TimeZonesOfPeople.ListAsync(connection, ct),
            },
            StatusCodes.Status422UnprocessableEntity
        );
    }
}
