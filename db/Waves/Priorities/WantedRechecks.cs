using Npgsql;

namespace Survey.Db.Waves.Priorities;

/// <summary>
/// Services with a done case whose owner asked for an early re-check (rule E3): the next wave of any pulse asks about them first, within k
/// and everybody's quiet days. Once a wave has asked, that wave re-checks the case.
/// </summary>
public static class WantedRechecks
{
    /// <returns>Codes of relationships that go on.</returns>
    public static Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<string>(
            """
            select distinct relationship.code
            from service_case
            join relationship on relationship.id = service_case.relationship_id and relationship.ended_on is null
            where service_case.state = 'done' and recheck_wanted and not exists (
                select from wave
                join wave_relationship asked on asked.wave_id = wave.id and asked.relationship_id = relationship.id
                where asked.not_asked is null and wave.pulse_id is not null and wave.opened_at > service_case.done_at)
            order by relationship.code
            """,
            null,
            ct
        );
}
