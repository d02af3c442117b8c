using Npgsql;
using Survey.Db.Cases;
using Survey.Db.Languages;
using Survey.Db.Results;
using Survey.Db.Viewers;

namespace Survey.Db.Meetings;

public sealed record MeetingUnit(long Id, string Code, LocalizedText Names, bool IsRoot);

/// <summary>What the leads of two units need when they meet: how the services between them were last rated. Without comments.</summary>
/// <param name="Waves">The last closed first. Each service stands in its own last wave; those that have ended are left out.</param>
/// <param name="Cases">Not ended, of the services shown, as far as the viewer may see them.</param>
public sealed record Meeting(MeetingUnit One, MeetingUnit Other, IReadOnlyList<CurrentWave> Waves, IReadOnlyList<CaseRow> Cases)
{
    /// <returns>Null: no such units, nothing was ever measured between them, or it is not for the viewer.</returns>
    public static async Task<Meeting?> LoadAsync(
        NpgsqlConnection connection,
        Viewer viewer,
        string one,
        string other,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (
            await FindAsync(connection, one, ct) is not { } first
            || await FindAsync(connection, other, ct) is not { } second
            || first.Id == second.Id
            || !viewer.ReadsResultsOf(first.Id, second.Id)
        )
        {
            return null;
        }
        var measured = await MeasuredAsync(connection, first.Id, second.Id, ct);
        var waves = new List<CurrentWave>();
        foreach (var wave in await SealedWaves.OfViewerAsync(connection, viewer, ct))
        {
            var ids = measured.Where(row => row.WaveId == wave.Id && !row.HasEnded).Select(row => row.RelationshipId).ToHashSet();
            if (ids.Count > 0)
            {
                waves.Add(new(wave, await ResultReading.RelationshipsAsync(connection, wave.Id, service => ids.Contains(service.Id), ct)));
            }
        }
        if (measured.Count == 0)
        {
            return null;
        }
        var cases = new List<CaseRow>();
        foreach (var service in waves.SelectMany(wave => wave.Results))
        {
            cases.AddRange(await CaseList.OfRelationshipAsync(connection, viewer, service.Relationship.Code, now, ct));
        }
        return new(first, second, waves, [.. cases.Where(one => one.State is CaseState.Open or CaseState.Agreed or CaseState.Done)]);
    }

    /// <summary>Only one of the two provides something to the other.</summary>
    public bool IsOneWay => !ProvidedBy(One).Any() || !ProvidedBy(Other).Any();

    /// <summary>What the provider was rated for by the other, with the wave.</summary>
    public IEnumerable<(SealedWave Wave, RelationshipResult Result)> ProvidedBy(MeetingUnit provider) =>
        Waves.SelectMany(
            wave => wave.Results.Where(result => result.Relationship.ProviderUnitId == provider.Id),
            (wave, result) => (wave.Wave, result)
        );

    private static Task<MeetingUnit?> FindAsync(NpgsqlConnection connection, string code, CancellationToken ct) =>
        connection.FindAsync<MeetingUnit>(
            "select id, code, names, parent_id is null as is_root from unit where lower(code) = lower(@code)",
            new { code },
            ct
        );

    /// <summary>The last wave of each relationship between the two.</summary>
    private static Task<IReadOnlyList<Measured>> MeasuredAsync(NpgsqlConnection connection, long one, long other, CancellationToken ct) =>
        connection.ListAsync<Measured>(
            """
            select distinct on (asked.relationship_id) asked.relationship_id, asked.wave_id, relationship.ended_on is not null as has_ended
            from wave_relationship asked
            join wave on wave.id = asked.wave_id and wave.state = 'sealed'
            join relationship on relationship.id = asked.relationship_id
            where asked.not_asked is null
              and (asked.provider_unit_id = @one and asked.customer_unit_id = @other
                   or asked.provider_unit_id = @other and asked.customer_unit_id = @one)
            order by asked.relationship_id, wave.closed_at desc, wave.id desc
            """,
            new { one, other },
            ct
        );

    private sealed record Measured(long RelationshipId, long WaveId, bool HasEnded);
}
