using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Units;

/// <summary>The top of the tree. Its name is the organisation's.</summary>
public static class RootUnit
{
    /// <returns>Null: there is no unit yet.</returns>
    public static Task<LocalizedText?> NameAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.FindAsync<LocalizedText>("select names from unit where parent_id is null", null, ct);

    /// <returns>False: there is no unit yet, or that is its name.</returns>
    public static async Task<bool> RenameAsync(
        NpgsqlConnection connection,
        LocalizedText name,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var code = await connection.FindAsync<string>(
            "update unit set names = @names::jsonb where parent_id is null and names <> @names::jsonb returning code",
            new { names = name.ToJson() },
            ct
        );
        if (code is not null)
        {
            await AuditLog.AddAsync(connection, actor, "renamed the unit", code, now, ct);
        }
        return code is not null;
    }
}
