using Npgsql;

namespace Survey.Db.Uploads;

/// <summary>Remembers which field somebody assigned to a heading.</summary>
public static class UploadHeadings
{
    internal static async Task<IReadOnlyDictionary<string, string>> LoadAsync(
        NpgsqlConnection connection,
        UploadKind kind,
        CancellationToken ct
    ) =>
        (
            await connection.ListAsync<(string Heading, string Field)>(
                "select heading, field from upload_heading where kind = @kind",
                new { kind = kind.Text() },
                ct
            )
        ).ToDictionary(row => row.Heading, row => row.Field);

    public static Task RememberAsync(NpgsqlConnection connection, StoredUpload upload, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into upload_heading (kind, heading, field)
            select distinct on (heading) @kind, heading, field
            from unnest(@headings, @Fields) as chosen (heading, field)
            where heading <> ''
            order by heading, field desc
            on conflict (kind, heading) do update set field = excluded.field
            """,
            new
            {
                kind = upload.Kind.Text(),
                headings = upload.Headings.Select(UploadFields.Key).ToArray(),
                upload.Fields,
            },
            ct
        );
}
