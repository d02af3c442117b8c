using Npgsql;
using Survey.Db.Viewers;

namespace Survey.Db.Looks;

/// <summary>Records that somebody has looked at results and found nothing to do.</summary>
public static class LookRecord
{
    /// <summary>A second look at the same results changes nothing.</summary>
    /// <returns>False: no such results, or the viewer neither leads the provider nor reads the whole organisation.</returns>
    public static Task<bool> AddAsync(
        Database database,
        Viewer viewer,
        string relationship,
        string wave,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        database.InTransactionAsync(
            async connection =>
            {
                if (await FindAsync(connection, relationship, wave, ct) is not { } results || !viewer.ReadsComments(results.ProviderUnitId))
                {
                    return false;
                }
                var isNew = await connection.RunAsync(
                    """
                    insert into relationship_look (relationship_id, wave_id, looked_at, person_id)
                    values (@RelationshipId, @WaveId, @now, (select id from person where lower(email) = @Email))
                    on conflict do nothing
                    """,
                    new
                    {
                        results.RelationshipId,
                        results.WaveId,
                        now,
                        viewer.Email,
                    },
                    ct
                );
                if (isNew > 0)
                {
                    await AuditLog.AddAsync(
                        connection,
                        viewer.Email,
                        $"looked at results of wave {results.Wave}: nothing to do",
                        results.Relationship,
                        now,
                        ct
                    );
                }
                return true;
            },
            ct
        );

    private static Task<Results?> FindAsync(NpgsqlConnection connection, string relationship, string wave, CancellationToken ct) =>
        connection.FindAsync<Results>(
            """
            select relationship.id as relationship_id, relationship.code as relationship, relationship.provider_unit_id,
                   wave.id as wave_id, wave.code as wave
            from relationship
            join unit provider on provider.id = relationship.provider_unit_id and provider.closed_on is null
            join wave_relationship asked on asked.relationship_id = relationship.id and asked.not_asked is null
            join wave on wave.id = asked.wave_id and wave.state = 'sealed'
            where relationship.ended_on is null and lower(relationship.code) = lower(@relationship) and lower(wave.code) = lower(@wave)
            """,
            new { relationship, wave },
            ct
        );

    private sealed record Results(long RelationshipId, string Relationship, long ProviderUnitId, long WaveId, string Wave);
}
