namespace Survey.Db.Results;

internal static class EarlierWaves
{
    /// <summary>Begins a query about wave @waveId. Table earlier: its relationships in each sealed wave before it.</summary>
    /// <remarks>days: between the closing days. back: number of waves back by closing time; 1 is the wave before.</remarks>
    public const string With = """
        with closed as (
            select wave.id, wave.closed_at,
                   case when wave.pulse_id is null then wave.period
                        else (wave.closed_at at time zone known_zone(pulse.time_zone))::date end as closed_on
            from wave left join pulse on pulse.id = wave.pulse_id
            where wave.state = 'sealed' or wave.id = @waveId
        ), earlier as (
            select past.relationship_id, past.questionnaire_id, before.id as wave_id, before.closed_at,
                   present.closed_on - before.closed_on as days,
                   row_number() over (partition by past.relationship_id order by before.closed_at desc, before.id desc) as back
            from wave_relationship asked
            join closed present on present.id = asked.wave_id
            join closed before on (before.closed_at, before.id) < (present.closed_at, present.id)
            join wave_relationship past on past.wave_id = before.id and past.relationship_id = asked.relationship_id
            where asked.wave_id = @waveId and asked.not_asked is null and past.not_asked is null
        )
        """;
}
