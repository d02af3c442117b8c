using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Relationships;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Programme;

/// <param name="NotAsked">One of <see cref="Waves.NotAsked"/>; null: asked.</param>
public sealed record WaveRelationship(
    string Code,
    RelationshipKind Kind,
    LocalizedText Provider,
    LocalizedText Customer,
    bool CustomerIsRoot,
    string? NotAsked
)
{
    /// <summary>As frozen at opening, by code.</summary>
    public static Task<IReadOnlyList<WaveRelationship>> OfWaveAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<WaveRelationship>(
            """
            select taking_part.code, taking_part.kind, provider.names as provider, customer.names as customer,
                   customer.parent_id is null as customer_is_root, taking_part.not_asked
            from wave_relationship taking_part
            join wave_unit provider on provider.wave_id = @waveId and provider.unit_id = taking_part.provider_unit_id
            join wave_unit customer on customer.wave_id = @waveId and customer.unit_id = taking_part.customer_unit_id
            where taking_part.wave_id = @waveId
            order by lower(taking_part.code)
            """,
            new { waveId },
            ct
        );

    public static Task<IReadOnlyList<WaveRelationship>> AllAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<WaveRelationship>(
            """
            select relationship.code, relationship.kind, provider.names as provider, customer.names as customer,
                   customer.parent_id is null as customer_is_root, null as not_asked
            from relationship
            join unit provider on provider.id = provider_unit_id
            join unit customer on customer.id = customer_unit_id
            where ended_on is null
            order by lower(relationship.code)
            """,
            null,
            ct
        );
}
