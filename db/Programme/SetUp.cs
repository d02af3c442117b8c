using Npgsql;

namespace Survey.Db.Programme;

/// <summary>Which parts of the programme exist: at least one of each.</summary>
/// <param name="Hr">Somebody has the role HR.</param>
/// <param name="Waves">In any state, also imported.</param>
public sealed record SetUp(bool Units, bool People, bool Journeys, bool Relationships, bool Pulses, bool Hr, bool Waves)
{
    public bool IsComplete => Units && People && Journeys && Relationships && Pulses && Hr;

    public static Task<SetUp> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<SetUp>(
            """
            select exists (select from unit) as units, exists (select from person) as people, exists (select from journey) as journeys,
                   exists (select from relationship) as relationships, exists (select from pulse) as pulses,
                   exists (select from role_grant where role = 'hr') as hr, exists (select from wave) as waves
            """,
            null,
            ct
        );
}
