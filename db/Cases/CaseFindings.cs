using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

public static class CaseFindings
{
    /// <summary>
    /// From published figures alone: shown, and below the promise, weak, or worse than before. Of services whose cases the viewer may
    /// see (rule E2). The most severe first; filter by <see cref="CaseFinding.IsTakenUp"/> for those that nobody has taken up.
    /// </summary>
    public static async Task<IReadOnlyList<CaseFinding>> ListAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct
    ) => await OfAsync(connection, viewer, await CurrentResults.ReadAsync(connection, viewer, ct), now, ct);

    /// <summary>For a page that has read the results already. Results of other waves than a service's last one are no findings.</summary>
    public static async Task<IReadOnlyList<CaseFinding>> OfAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        IReadOnlyList<CurrentWave> current,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var decides = await SeenAsync(connection, viewer, now, ct);
        var taken = await TakenAsync(connection, ct);
        return
        [
            .. from wave in current
            from row in Attention.Of(wave.Results)
            where decides.ContainsKey((row.Relationship.Id, wave.Wave.Id))
            from figure in row.Problems.Concat(row.Worse.Where(worse => worse.AgainstBefore?.CalledAlike is not null)).Distinct()
            let cases = taken[(row.Relationship.Id, figure.Figure.Item)]
            let goesOn = cases.FirstOrDefault(one => one.GoesOn)
            select new CaseFinding(
                wave.Wave,
                figure,
                goesOn?.Id,
                goesOn is not null || cases.Any(one => one.WaveId == wave.Wave.Id),
                goesOn is null && decides[(row.Relationship.Id, wave.Wave.Id)]
            ) into finding
            orderby finding.IsWeak descending, finding.MissesTarget descending, finding.Figure.Gap ?? 0 descending
            select finding,
        ];
    }

    /// <returns>By relationship and its last wave: whether the viewer may open cases; absent: may not see them.</returns>
    private static async Task<IReadOnlyDictionary<(long, long), bool>> SeenAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        (
            await connection.ListAsync<SeenWave>(
                $"""
                select relationship_id, wave_id, decides
                from (
                    select distinct on (asked.relationship_id) asked.relationship_id, asked.wave_id, {CaseParty.Sees(viewer)} as sees,
                           {CaseParty.Decides(viewer)} as decides
                    from wave_relationship asked
                    join relationship on relationship.id = asked.relationship_id and relationship.ended_on is null
                    join wave on wave.id = asked.wave_id and wave.state = 'sealed'
                    where asked.not_asked is null
                    order by asked.relationship_id, wave.closed_at desc, wave.id desc
                ) as last
                where sees
                """,
                new { viewer.Email, today = CaseParty.Today(now) },
                ct
            )
        ).ToDictionary(row => (row.RelationshipId, row.WaveId), row => row.Decides);

    private static async Task<ILookup<(long, string), TakenCase>> TakenAsync(NpgsqlConnection connection, CancellationToken ct) =>
        (
            await connection.ListAsync<TakenCase>(
                """
                select id, relationship_id, coalesce(breakdown_point, 'overall') as item, wave_id,
                       state in ('open', 'agreed', 'done') as goes_on
                from service_case
                """,
                null,
                ct
            )
        ).ToLookup(row => (row.RelationshipId, row.Item));

    private sealed record SeenWave(long RelationshipId, long WaveId, bool Decides);

    private sealed record TakenCase(Guid Id, long RelationshipId, string Item, long WaveId, bool GoesOn);
}
