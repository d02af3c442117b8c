using Npgsql;

namespace Survey.Db.Programme;

/// <summary>At least one of each exists. Hr: somebody has this role. Waves: in any state, also imported.</summary>
public sealed record SetUp(bool Units, bool Hr, bool Waves)
{
    public static Task<SetUp> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<SetUp>(
            """
            select exists (select from unit) as units, exists (select from role_grant where role = 'hr') as hr,
                   exists (select from wave) as waves
            """,
            null,
            ct
        );
}
