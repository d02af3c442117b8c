using Npgsql;

namespace Survey.Db.Settings;

public static class StoredOrganisation
{
    public static async Task<OrganisationSettings> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        Of(await connection.FindAsync<string>("select content::text from organisation_settings", null, ct));

    /// <summary>Until the transaction ends nobody else changes the settings.</summary>
    public static async Task<OrganisationSettings> LockAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.RunAsync("insert into organisation_settings (content) values ('{}') on conflict do nothing", null, ct);
        return Of(await connection.FindAsync<string>("select content::text from organisation_settings for update", null, ct));
    }

    public static async Task SaveAsync(
        NpgsqlConnection connection,
        OrganisationSettings settings,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await connection.RunAsync(
            """
            insert into organisation_settings (content) values (@content::jsonb)
            on conflict (is_only) do update set content = excluded.content
            """,
            new { content = settings.ToJson() },
            ct
        );
        await AuditLog.AddAsync(connection, actor, "changed the settings", "organisation", now, ct);
    }

    private static OrganisationSettings Of(string? content) => content is null ? new() : OrganisationSettings.FromJson(content);
}
