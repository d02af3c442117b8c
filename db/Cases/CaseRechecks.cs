using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Db.Cases;

/// <summary>A done case that a wave re-checks, with the figure of the case's wave.</summary>
/// <param name="Earlier">Null: not shown, so there is nothing to compare with.</param>
/// <param name="Then">How the service was asked then; null: history, which has no questions to compare.</param>
public sealed record CaseToRecheck(
    Guid Id,
    long RelationshipId,
    string Item,
    long ProviderUnitId,
    long CustomerUnitId,
    long JourneyId,
    EarlierFigure? Earlier,
    Questionnaire? Then
);

/// <param name="Reason">Of "too few" only.</param>
public sealed record CaseVerdict(Guid CaseId, Verdict Called, RecheckReason? Reason);

/// <summary>Sealing re-checks each done case at the first wave of its service that opened after "done" (rule E3).</summary>
public static class CaseRechecks
{
    /// <summary>A wave of imported history re-checks nothing: nobody knows when its people were asked.</summary>
    public static async Task<IReadOnlyList<CaseToRecheck>> DueAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        var due = await connection.ListAsync<DueCase>(
            """
            select service_case.id, service_case.relationship_id, coalesce(breakdown_point, 'overall') as item,
                   service_case.wave_id, past.provider_unit_id, past.customer_unit_id, past.questionnaire_id,
                   questionnaire.journey_id, before.pulse_id is null as is_imported
            from service_case
            join wave on wave.id = @waveId and wave.pulse_id is not null and wave.opened_at > service_case.done_at
            join wave_relationship asked
              on asked.wave_id = wave.id and asked.relationship_id = service_case.relationship_id and asked.not_asked is null
            join wave before on before.id = service_case.wave_id
            join wave_relationship past on past.wave_id = before.id and past.relationship_id = service_case.relationship_id
            join questionnaire on questionnaire.id = past.questionnaire_id
            where service_case.state = 'done' and not exists (
                select from wave first
                join wave_relationship other
                  on other.wave_id = first.id and other.relationship_id = service_case.relationship_id and other.not_asked is null
                where first.opened_at > service_case.done_at and (first.opened_at, first.id) < (wave.opened_at, wave.id)
                  and first.pulse_id is not null)
            order by service_case.id
            """,
            new { waveId },
            ct
        );
        var versions = await QuestionnaireStore.ReadAsync(connection, due.Select(one => one.QuestionnaireId), ct);
        var found = new List<CaseToRecheck>();
        foreach (var one in due)
        {
            found.Add(
                new(
                    one.Id,
                    one.RelationshipId,
                    one.Item,
                    one.ProviderUnitId,
                    one.CustomerUnitId,
                    one.JourneyId,
                    await EarlierAsync(connection, one, ct),
                    one.IsImported ? null : versions[one.QuestionnaireId]
                )
            );
        }
        return found;
    }

    /// <summary>In the transaction that seals the wave. A case that was withdrawn meanwhile stays withdrawn.</summary>
    public static async Task StoreAsync(
        NpgsqlConnection connection,
        long waveId,
        IEnumerable<CaseVerdict> verdicts,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var verdict in verdicts)
        {
            var ended = await connection.RunAsync(
                """
                update service_case
                set state = 'rechecked', version = version + 1, ended_at = @now,
                    recheck_wave_id = @waveId, recheck_verdict = @called, recheck_reason = @reason
                where id = @CaseId and state = 'done'
                """,
                new
                {
                    verdict.CaseId,
                    waveId,
                    called = verdict.Called.Text(),
                    reason = verdict.Reason.Text(),
                    now,
                },
                ct
            );
            if (ended > 0)
            {
                await CaseHistory.AddAsync(connection, verdict.CaseId, CaseEventKind.Rechecked, null, null, now, ct);
            }
        }
    }

    private static async Task<EarlierFigure?> EarlierAsync(NpgsqlConnection connection, DueCase due, CancellationToken ct)
    {
        var cells = await FigureReading.PlannedCellsAsync(
            connection,
            "wave_id = @WaveId and kind = 'relationship' and relationship_id = @RelationshipId",
            new { due.WaveId, due.RelationshipId },
            ct
        );
        if (cells is not [var cell])
        {
            return null;
        }
        var figure = (await FigureReading.FiguresAsync(connection, [cell.Id], due.Item, ct)).FirstOrDefault(one => one.IsShown);
        return figure is not null && await BlurredHistograms.FindAsync(connection, cell.Id, due.Item, ct) is { } answers
            ? new(Against.Before, due.RelationshipId, due.WaveId, due.JourneyId, cell.MinimumGroup, figure, answers)
            : null;
    }

    private sealed record DueCase(
        Guid Id,
        long RelationshipId,
        string Item,
        long WaveId,
        long ProviderUnitId,
        long CustomerUnitId,
        long QuestionnaireId,
        long JourneyId,
        bool IsImported
    );
}
