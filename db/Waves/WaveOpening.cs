using Npgsql;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.Pulses;
using Survey.Db.Responses;
using Survey.Db.Results;

namespace Survey.Db.Waves;

/// <summary>Opens a wave: freezes everything that its results will depend on, and invites.</summary>
public static class WaveOpening
{
    // Two waves that open at once would both invite the same person: openings wait for each other.
    private const long Lock = 5_372_019_447_112_002;

    /// <summary>
    /// Within the caller's transaction: freezes the units, relationships, k and reporting groups, invites, queues one message per
    /// person, fixes the publication plan and makes the tables for the answers. A wave that may have opened before a restore opens with its
    /// mails held.
    /// </summary>
    /// <returns>How many people are invited; null when the wave is not planned (any more).</returns>
    public static async Task<int?> OpenAsync(NpgsqlConnection connection, long waveId, DateTimeOffset now, CancellationToken ct)
    {
        await WaitAsync(connection, ct);
        var coming = await ComingWaves.ListAsync(connection, ComingWaves.MostAhead, now, ct);
        var wave = await connection.FindAsync<OpeningWave>(
            """
            update wave set state = 'open', opened_at = @now, minimum_group = pulse.minimum_group,
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
        var first = await TurnsBeforeAsync(connection, facts, coming, wave.Code, now, ct);
        var situation = (await facts.SituationAsync(pulse, now, wave.ClosesAt, ct)).After(first, pulse, now);
        var selection = Selector.Select(situation, SelectionRules.Of(pulse), wave.Seed);
        var planned = Selector.Select(situation.WithoutChoices(), SelectionRules.Of(pulse), wave.Seed);

        await FreezeUnitsAsync(connection, waveId, situation, planned, ct);
        await FreezeRelationshipsAsync(connection, waveId, pulse, selection, planned, ct);
        var groups = await GroupWriter.WriteAsync(connection, waveId, selection, ct);
        var invited = await InvitationWriter.WriteAsync(connection, waveId, situation, selection, groups, now, ct);
        await PublicationPlan.FixAsync(connection, waveId, ct);
        // Last, because others wait for what these lock: the reporting groups first and then the tables of mails and answers, which is the
        // order of a sealing and of an import of history, too.
        await InvitationPartitions.AttachAsync(connection, waveId, ct);
        await PublicationPlan.CountCoveredAsync(connection, waveId, ct);
        await MessageQueue.AddInvitationsAsync(connection, waveId, now, ct);
        await ResponsePartitions.CreateAsync(connection, waveId, ct);
        return invited;
    }

    /// <summary>Until the transaction ends no wave is being opened by anybody else.</summary>
    internal static Task WaitAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("select pg_advisory_xact_lock(@Lock)", new { Lock }, ct);

    /// <summary>Whom waves that open later on the same day, but whose turn comes first, will ask.</summary>
    private static async Task<IReadOnlyList<ForeseenAsking>> TurnsBeforeAsync(
        NpgsqlConnection connection,
        OpeningFacts facts,
        IReadOnlyList<ComingWave> coming,
        string code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var asked = new List<ForeseenAsking>();
        var before = coming.FirstOrDefault(one => one.Code == code) is { } wave
            ? (await DayTurns.LoadAsync(connection, ct)).Before(wave, coming.Where(one => one != wave), now)
            : [];
        foreach (var next in before)
        {
            var opensAt = next.OpensFrom(now);
            var situation = (await facts.SituationAsync(next.Pulse, opensAt, next.Period.ClosesAt, ct)).After(asked, next.Pulse, opensAt);
            try
            {
                var selection = Selector.Select(situation, SelectionRules.Of(next.Pulse), SeededHash.Seed(next.Code));
                asked.Add(ForeseenAsking.Of(next, opensAt, situation, selection));
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // It will fail when it is to open, and be reported then: this wave does not wait for it.
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
        Selection selection,
        Selection planned,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
            insert into wave_relationship (wave_id, relationship_id, code, kind, provider_unit_id, customer_unit_id, questionnaire_id,
                                           minimum_group, minimum_comments, customers, invited, planned, not_asked)
            select @waveId, relationship.id, relationship.code, relationship.kind, provider_unit_id, customer_unit_id, questionnaire_id,
                   minimum_group, case when relationship.kind = 'within_team' then null else @comments end, customers, invited,
                       planned, not_asked
            from unnest(@ids, @questionnaires, @groups, @customers, @invited, @planned, @reasons)
                 as chosen (id, questionnaire_id, minimum_group, customers, invited, planned, not_asked)
            join relationship on relationship.id = chosen.id
            """,
            new
            {
                waveId,
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
