using Npgsql;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.Pulses;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;
using Survey.Db.Zones;

namespace Survey.Db.WaveLifecycle;

public static class WaveOpening
{
    // Two openings at once could invite the same person, so one waits for the other.
    private const long Lock = 5_372_019_447_112_002;

    /// <summary>In the caller's transaction: freezes what results depend on, invites and queues the mails.</summary>
    /// <remarks>A wave that may have opened before a restore opens with its mails held.</remarks>
    /// <returns>How many people are invited; null: the wave is not planned.</returns>
    public static async Task<int?> OpenAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct)
    {
        await WaitAsync(connection, ct);
        var coming = await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, now, ct);
        var wave = await connection.FindAsync<OpeningWave>(
            """
            update wave set state = 'open', opened_at = @now, thanks_go_on = true, minimum_group = pulse.minimum_group,
                            minimum_comments = pulse.minimum_comments, minimum_group_reason = pulse.minimum_group_reason,
                            mails_held_since = case when exists (select from restoration where opens_at <= reported_at) then @now end
            from pulse
            where wave.id = @waveId and wave.state = 'planned' and pulse.id = wave.pulse_id
            returning wave.id, wave.code, wave.pulse_id, wave.seed, wave.closes_at
            """,
            new { waveId, now },
            ct
        );
        if (wave is null)
        {
            return null;
        }
        var pulse = await PulseList.OneAsync(connection, wave.PulseId, ct);
        var facts = await OpeningFacts.LoadAsync(connection, now, ct);
        var foreseen = await SelectionsBeforeAsync(connection, facts, coming, wave.Code, now, ct);
        var situation = (await facts.SituationAsync(pulse, now, wave.ClosesAt, ct)).After(foreseen, pulse, now);
        var selection = Selector.Select(situation, SelectionRules.Of(pulse), wave.Seed);
        var planned = Selector.Select(situation.WithoutChoices(), SelectionRules.Of(pulse), wave.Seed);

        await FreezeUnitsAsync(connection, waveId, situation, planned, ct);
        await FreezeRelationshipsAsync(connection, waveId, pulse, LocalTime.DayOf(now, pulse.TimeZone), selection, planned, ct);
        await WaveNews.FreezeAsync(connection, waveId, ct);
        var groups = await GroupWriter.WriteAsync(connection, waveId, selection, ct);
        var invited = await InvitationWriter.WriteAsync(connection, waveId, situation, selection, groups, now, ct);
        await PublicationPlan.FixAsync(connection, waveId, ct);
        // Last, because these take locks that others wait for. Reporting groups first, then mails and answers:
        // sealing and the import of responses lock in the same order.
        await InvitationPartitions.AttachAsync(connection, waveId, ct);
        await PublicationPlan.CountCoveredAsync(connection, waveId, ct);
        await MessageQueue.AddInvitationsAsync(connection, waveId, now, ct);
        await ResponsePartitions.CreateAsync(connection, waveId, ct);
        return invited;
    }

    /// <summary>No other transaction opens a wave until this one ends.</summary>
    internal static Task WaitAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("select pg_advisory_xact_lock(@Lock)", new { Lock }, ct);

    /// <summary>People whom waves that open later today but select first will ask.</summary>
    private static async Task<IReadOnlyList<EarlierSelection>> SelectionsBeforeAsync(
        NpgsqlConnection connection,
        OpeningFacts facts,
        IReadOnlyList<ComingWave> coming,
        string code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var asked = new List<EarlierSelection>();
        var before = coming.FirstOrDefault(one => one.Code == code) is { } wave
            ? (await SelectionOrder.LoadAsync(connection, ct)).Before(wave, coming.Where(one => one != wave), now)
            : [];
        foreach (var next in before)
        {
            var opensAt = next.OpensFrom(now);
            var situation = (await facts.SituationAsync(next.Pulse, opensAt, next.Period.ClosesAt, ct)).After(asked, next.Pulse, opensAt);
            try
            {
                var selection = Selector.Select(situation, SelectionRules.Of(next.Pulse), SeededHash.Seed(next.Code));
                asked.Add(EarlierSelection.Of(next, opensAt, situation, selection));
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // That wave will report the error when it opens. This opening must not fail for it.
            }
        }
        return asked;
    }

    private static async Task FreezeUnitsAsync(
        NpgsqlConnection connection,
        long waveId,
        OpeningSituation situation,
        Selection planned,
        CancellationToken ct
    )
    {
        var people = situation.People.Zip(planned.PerPerson).Where(row => row.Second.Length > 0).CountBy(row => row.First.UnitId).ToList();
        await connection.RunAsync(
            """
            insert into wave_unit (wave_id, unit_id, code, names, parent_id, planned)
            select @waveId, id, code, names, parent_id, coalesce(people, 0)
            from unit left join unnest(@units, @people) as counted (unit_id, people) on counted.unit_id = unit.id
            """,
            new
            {
                waveId,
                units = people.Select(unit => unit.Key).ToArray(),
                people = people.Select(unit => unit.Value).ToArray(),
            },
            ct
        );
        await connection.RunAsync(
            "update wave set planned = @planned where id = @waveId",
            new { waveId, planned = people.Sum(unit => unit.Value) },
            ct
        );
    }

    private static Task<int> FreezeRelationshipsAsync(
        NpgsqlConnection connection,
        long waveId,
        Pulse pulse,
        DateOnly day,
        Selection selection,
        Selection planned,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            $"""
            insert into wave_relationship (wave_id, relationship_id, code, kind, provider_unit_id, customer_unit_id, questionnaire_id,
                                           minimum_group, minimum_comments, customers, invited, planned, not_asked, asked_since)
            select @waveId, relationship.id, relationship.code, relationship.kind, provider_unit_id, customer_unit_id, questionnaire_id,
                   minimum_group, case when relationship.kind = 'within_team' then null else @comments end,
                   customers, invited, planned, not_asked, {AskedSince.Column}
            from unnest(@ids, @questionnaires, @groups, @customers, @invited, @planned, @reasons)
                 as chosen (id, questionnaire_id, minimum_group, customers, invited, planned, not_asked)
            join relationship on relationship.id = chosen.id
            """,
            new
            {
                waveId,
                day,
                zone = pulse.TimeZone,
                comments = Math.Max(pulse.MinimumComments, pulse.MinimumGroup),
                ids = selection.Relationships.Select(chosen => chosen.Relationship.Id).ToArray(),
                questionnaires = selection.Relationships.Select(chosen => chosen.Relationship.QuestionnaireId).ToArray(),
                groups = selection.Relationships.Select(chosen => chosen.Group).ToArray(),
                customers = selection.Relationships.Select(chosen => chosen.Customers).ToArray(),
                invited = selection.Relationships.Select(chosen => chosen.Invited).ToArray(),
                planned = planned.Relationships.Select(chosen => chosen.Invited).ToArray(),
                reasons = selection.Relationships.Select(chosen => chosen.Reason).ToArray(),
            },
            ct
        );

    private sealed record OpeningWave(long Id, string Code, long PulseId, long Seed, DateTimeOffset ClosesAt);
}
