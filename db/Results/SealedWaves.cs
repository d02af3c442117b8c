using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Viewers;
using Survey.Db.Zones;

namespace Survey.Db.Results;

/// <param name="ClosedOn">In the pulse's time zone.</param>
/// <param name="Imported">History from another tool: the number of people asked is unknown.</param>
public sealed record SealedWave(
    long Id,
    string Code,
    DateOnly ClosedOn,
    bool Imported,
    int MinimumGroup,
    int MinimumComments,
    string? MinimumGroupReason,
    WaveName Name
)
{
    /// <summary>Nobody was asked: HR tries the report (rule G6).</summary>
    public bool IsMadeUp { get; init; }
}

/// <summary>All lists are ordered by closing time, the latest first.</summary>
public static class SealedWaves
{
    private const string Columns = """
        select wave.id, wave.code, wave.period, wave.closed_at, pulse.time_zone,
               wave.minimum_group, wave.minimum_comments, wave.minimum_group_reason,
               wave_name(wave.pulse_id, wave.period) as name
        from wave left join pulse on pulse.id = wave.pulse_id
        """;

    private const string LastFirst = "order by wave.closed_at desc, wave.id desc";

    public static async Task<SealedWave?> FindAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        (
            await ListAsync(
                connection,
                $"""
                {Columns}
                where wave.state = 'sealed' and lower(wave.code) = lower(@code)
                """,
                new { code },
                ct
            )
        ).SingleOrDefault();

    public static Task<IReadOnlyList<SealedWave>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        ListAsync(
            connection,
            $"""
            {Columns}
            where wave.state = 'sealed'
            {LastFirst}
            """,
            null,
            ct
        );

    /// <summary>The wave, and what closed before it of its pulse and of imported history.</summary>
    public static Task<IReadOnlyList<SealedWave>> LeadingToAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        ListAsync(
            connection,
            $"""
            {Columns}
            join wave latest on latest.id = @waveId
            where wave.state = 'sealed' and (wave.pulse_id is null or wave.pulse_id = latest.pulse_id)
              and (wave.closed_at, wave.id) <= (latest.closed_at, latest.id)
            {LastFirst}
            """,
            new { waveId },
            ct
        );

    public static Task<IReadOnlyList<SealedWave>> OfRelationshipAsync(
        NpgsqlConnection connection,
        string relationship,
        CancellationToken ct
    ) =>
        ListAsync(
            connection,
            $"""
            {Columns}
            where wave.state = 'sealed' and exists (
                select from wave_relationship
                where wave_relationship.wave_id = wave.id and wave_relationship.not_asked is null
                  and wave_relationship.relationship_id = (select id from relationship where lower(code) = lower(@relationship)))
            {LastFirst}
            """,
            new { relationship },
            ct
        );

    /// <summary>Waves with a roll-up of the unit, which includes units below it at that time.</summary>
    public static Task<IReadOnlyList<SealedWave>> OfUnitAsync(NpgsqlConnection connection, string unit, CancellationToken ct) =>
        ListAsync(
            connection,
            $"""
            {Columns}
            join unit on lower(unit.code) = lower(@unit)
            where wave.state = 'sealed' and exists (
                select from publication_cell cell
                where cell.wave_id = wave.id
                  and (cell.kind = 'provider' and cell.provider_unit_id = unit.id
                       or cell.kind = 'customer' and cell.customer_unit_id = unit.id))
            {LastFirst}
            """,
            new { unit },
            ct
        );

    public static Task<IReadOnlyList<SealedWave>> OfViewerAsync(NpgsqlConnection connection, Viewer viewer, CancellationToken ct)
    {
        var readable = viewer.ScopeOf(Right.ReadResults);
        return ListAsync(
            connection,
            $"""
            {Columns}
            where wave.state = 'sealed' and exists (
                select from wave_relationship
                where wave_relationship.wave_id = wave.id and wave_relationship.not_asked is null
                  and {readable.Condition("wave_relationship.provider_unit_id", "wave_relationship.customer_unit_id")})
            {LastFirst}
            """,
            new { units = readable.UnitIds },
            ct
        );
    }

    private static async Task<IReadOnlyList<SealedWave>> ListAsync(
        NpgsqlConnection connection,
        string sql,
        object? parameters,
        CancellationToken ct
    ) => [.. (await connection.ListAsync<SealedWaveRow>(sql, parameters, ct)).Select(row => row.Wave)];

    private sealed record SealedWaveRow(
        long Id,
        string Code,
        DateOnly Period,
        DateTimeOffset? ClosedAt,
        string? TimeZone,
        int MinimumGroup,
        int MinimumComments,
        string? MinimumGroupReason,
        WaveName Name
    )
    {
        private bool IsImported => TimeZone is null;

        public SealedWave Wave =>
            new(
                Id,
                Code,
                IsImported || ClosedAt is null ? Period : LocalTime.DayOf(ClosedAt.Value, TimeZone!),
                IsImported,
                MinimumGroup,
                MinimumComments,
                MinimumGroupReason,
                Name
            );
    }
}
