using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Api.Forms;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.People;
using Survey.Db.Settings;
using Survey.Db.Uploads;
using Survey.Reports.Publishing;

namespace Survey.Api.Uploads;

/// <summary>What a file changes, and the confirmation.</summary>
internal static class UploadPreviewEndpoints
{
    private const string Action = "uploaded";

    /// <summary>What takes longer is looked at again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<IResult> ShowAsync(
        Guid id,
        Visitor visitor,
        Database database,
        UploadPreviews previews,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await FindAsync(database, id, clock, ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        if (upload.Missing.Count > 0)
        {
            return TypedResults.Redirect(UploadEndpoints.AddressOf(upload) + "/columns");
        }
        var preview = await previews.OfAsync(upload, ct);
        if (await Task.WhenAny(preview, Task.Delay(Patience, ct)) != preview)
        {
            return UploadPreviewPage.Of(visitor, new() { Upload = upload, Form = new FormState(FormEntries.Empty) });
        }
        return UploadPreviewPage.Of(
            visitor,
            new()
            {
                Upload = upload,
                Difference = await preview,
                Form = new FormState(FormEntries.Empty),
            }
        );
    }

    public static async Task<IResult> ChooseAsync(
        Guid id,
        IFormCollection form,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await FindAsync(database, id, clock, ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        var entries = FormEntries.Of(form);
        var chosen = upload with
        {
            IsWhole = entries.Has("scope") ? entries["scope"] == UploadStartPage.Whole : upload.IsWhole,
            Namesakes = EnumText.Find<NamesakePolicy>(entries["namesakes"]) ?? upload.Namesakes,
            Defaults = entries.Has(StoredUpload.NewUnits)
                ? [.. upload.Defaults.Append(UploadColumnsForm.UnitsChoice).Distinct()]
                : upload.Defaults,
        };
        await database.InTransactionAsync(connection => chosen.SaveChoicesAsync(connection, ct), ct);
        return TypedResults.Redirect(UploadEndpoints.AddressOf(upload));
    }

    public static async Task<IResult> ConfirmAsync(
        Guid id,
        IFormCollection form,
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        FigureKey key,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(database, id, clock, ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        var entries = FormEntries.Of(form);
        var defaults = (await organisation.ReadAsync(ct)).PulseDefaults;
        await using var connection = await database.OpenUnlimitedAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        UploadDifference difference;
        try
        {
            difference = await UploadRun.ApplyAsync(connection, upload, defaults, visitor.SignedIn.Email, now, ct);
        }
        catch (RefusedException refused)
        {
            difference = new() { Problems = refused.Problems };
        }
        if (Refusal(visitor, upload, difference, entries) is { } refusal)
        {
            await transaction.RollbackAsync(ct);
            return refusal;
        }
        foreach (var waveId in difference.NewWaveIds)
        {
            await Publisher.PublishAsync(connection, key, waveId, ct);
        }
        await AuditLog.AddAsync(connection, visitor.SignedIn.Email, $"{upload.Kind.Text()} {Action}", Counts(difference), now, ct);
        await upload.DeleteAsync(connection, ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Redirect(
            $"{UploadEndpoints.AddressOf(upload.Kind)}&done=1&new={difference.New}"
                + $"&changed={difference.Changed}&leaving={difference.Leaving}"
        );
    }

    public static async Task<IResult> DiscardAsync(Guid id, Database database, TimeProvider clock, CancellationToken ct)
    {
        if (await FindAsync(database, id, clock, ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        await database.InTransactionAsync(connection => upload.DeleteAsync(connection, ct), ct);
        return TypedResults.Redirect(UploadEndpoints.AddressOf(upload.Kind));
    }

    /// <summary>All listed problems as a file, to correct the upload by.</summary>
    public static async Task<IResult> ProblemsAsync(
        Guid id,
        Visitor visitor,
        Database database,
        UploadPreviews previews,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await FindAsync(database, id, clock, ct) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        var difference = await await previews.OfAsync(upload, ct);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(ProblemsFile.Write(visitor.Language, upload, difference)),
            "text/csv; charset=utf-8",
            "corrections.csv"
        );
    }

    private static RazorComponentResult<UploadPreviewPage>? Refusal(
        Visitor visitor,
        StoredUpload upload,
        UploadDifference difference,
        FormEntries entries
    )
    {
        var isOutdated = difference.Problems.Count > 0 || difference.Digest != entries["digest"];
        var isUnsure = difference.EndsMany && entries["many"].Length == 0;
        return isOutdated || isUnsure
            ? UploadPreviewPage.Of(
                visitor,
                new()
                {
                    Upload = upload,
                    Difference = difference,
                    Form = new FormState(entries).Refused(isOutdated ? [] : [new(null, "many", new("problems.upload.unsure"))]),
                    IsOutdated = isOutdated,
                },
                isOutdated ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity
            )
            : null;
    }

    private static string Counts(UploadDifference difference) =>
        $"{difference.New} new, {difference.Changed} changed, {difference.Leaving} leaving, {difference.Unchanged} unchanged";

    private static async Task<StoredUpload?> FindAsync(Database database, Guid id, TimeProvider clock, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await StoredUpload.FindAsync(connection, id, clock.GetUtcNow(), ct);
    }
}
