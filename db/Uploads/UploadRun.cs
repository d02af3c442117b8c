using System.Text.Json;
using Npgsql;
using Survey.Db.Csv;
using Survey.Db.History;
using Survey.Db.Holidays;
using Survey.Db.People;
using Survey.Db.Relationships;
using Survey.Db.Reorganisations;
using Survey.Db.Settings;
using Survey.Db.Units;

namespace Survey.Db.Uploads;

/// <summary>Imports an upload and tells what changed. A preview is the same, rolled back: there are no rules but the import's.</summary>
public static class UploadRun
{
    private const int Shown = 10;

    /// <summary>In the caller's transaction, which the caller rolls back or commits.</summary>
    /// <exception cref="RefusedException">The file has problems.</exception>
    public static async Task<UploadDifference> ApplyAsync(
        NpgsqlConnection connection,
        StoredUpload upload,
        PrivacyOptions privacy,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await Staging.OneAtATimeAsync(connection, ct);
        var values = await UploadValues.LoadAsync(connection, upload.Kind, ct);
        var units = await UploadUnits.AddMissingAsync(connection, upload, values, actor, now, ct);
        await using var csv = TemporaryStream();
        UploadContent.Write(upload, units.Count > 0 ? await UploadValues.LoadAsync(connection, upload.Kind, ct) : values, csv);
        csv.Position = 0;
        await UploadPictures.KeepAsync(connection, upload.Kind, ct);
        var active = upload.Kind == UploadKind.People ? await WholeList.CountActiveAsync(connection, today, ct) : 0;
        var isWhole = upload is { Kind: UploadKind.People, IsWhole: true };
        var ((counts, waves), reorganisation) = await Reorganisation.OfAsync(
            connection,
            async () =>
            {
                var imported = await ImportAsync(connection, upload, csv, privacy, actor, now, ct);
                if (isWhole)
                {
                    await WholeList.EndMissingAsync(connection, today, ct);
                }
                return imported;
            },
            now,
            ct
        );
        return await CompareAsync(connection, upload.Kind, isWhole, ct) with
        {
            Unchanged = counts.Unchanged,
            Active = active,
            Warnings = counts.Warnings,
            NewWaveIds = waves,
            Reorganisation = reorganisation,
            NewUnits = units,
        };
    }

    /// <summary>What the upload would change, or its problems. Changes nothing.</summary>
    public static async Task<UploadDifference> PreviewAsync(
        NpgsqlConnection connection,
        StoredUpload upload,
        PrivacyOptions privacy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            return await ApplyAsync(connection, upload, privacy, upload.UploadedBy, now, ct);
        }
        catch (RefusedException refused)
        {
            return new UploadDifference { Problems = refused.Problems };
        }
        finally
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }
    }

    /// <summary>Only this user can read it, and it is deleted when it is closed.</summary>
    private static FileStream TemporaryStream() =>
        new(
            Path.GetTempFileName(),
            new FileStreamOptions
            {
                Access = FileAccess.ReadWrite,
                Mode = FileMode.Open,
                Options = FileOptions.DeleteOnClose,
            }
        );

    private static async Task<(ImportCounts Counts, IReadOnlyList<long> Waves)> ImportAsync(
        NpgsqlConnection connection,
        StoredUpload upload,
        Stream csv,
        PrivacyOptions privacy,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        switch (upload.Kind)
        {
            case UploadKind.People:
                return (await PersonImport.ImportAsync(connection, csv, upload.Namesakes, actor, now, ct), []);
            case UploadKind.Units:
                return (await UnitImport.ImportAsync(connection, csv, actor, now, ct), []);
            case UploadKind.Relationships:
                return (await RelationshipImport.ImportAsync(connection, csv, ct), []);
            case UploadKind.Holidays:
                return (await HolidayImport.ImportAsync(connection, csv, ct), []);
            default:
                var imported = await ResponseImport.ImportAsync(connection, csv, privacy, now, ct);
                return (imported.Counts, imported.NewWaveIds);
        }
    }

    private static async Task<UploadDifference> CompareAsync(
        NpgsqlConnection connection,
        UploadKind kind,
        bool isWhole,
        CancellationToken ct
    )
    {
        await connection.RunAsync(
            $"""
            create temp table upload_change on commit drop as
            select case when upload_before.key is null then 'new'
                        when {(
                isWhole ? "upload_before.key in (select key from upload_leaving)" : "false"
            )} then 'leaving' else 'changed' end as kind,
                   upload_after.name, upload_before.content::text as before, upload_after.content::text as after,
                   case when upload_before.key is not null then upload_after.key end as key
            from ({UploadPictures.Sql(kind)}) as upload_after
            left join upload_before using (key)
            where upload_before.content is distinct from upload_after.content
            """,
            null,
            ct
        );
        var totals = await connection.OneAsync<Totals>(
            """
            select count(*) filter (where kind = 'new')::int as added, count(*) filter (where kind = 'changed')::int as changed,
                   count(*) filter (where kind = 'leaving')::int as leaving,
                   coalesce(sum(hashtextextended(concat_ws('/', kind, key, before, after), 0)), 0)::text as digest
            from upload_change
            """,
            null,
            ct
        );
        var first = await connection.ListAsync<ChangeRow>(
            """
            select kind, name, before, after
            from (select *, row_number() over (partition by kind order by name, after) as place from upload_change) as placed
            where place <= @Shown
            order by kind, place
            """,
            new { Shown },
            ct
        );
        return new UploadDifference
        {
            New = totals.Added,
            Changed = totals.Changed,
            Leaving = totals.Leaving,
            Digest = totals.Digest,
            First = [.. first.Select(row => row.Change)],
            Units = await UnitNames.ByCodeAsync(connection, ct),
        };
    }

    private sealed record Totals(int Added, int Changed, int Leaving, string Digest);

    private sealed record ChangeRow(UploadChangeKind Kind, string Name, string? Before, string After)
    {
        public UploadChange Change => new(Kind, Name, Before is null ? null : Content(Before), Content(After)!);

        private static Dictionary<string, string?> Content(string json) => JsonSerializer.Deserialize<Dictionary<string, string?>>(json)!;
    }
}
