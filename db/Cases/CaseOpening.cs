using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Questionnaires;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <param name="Relationship">Its code.</param>
/// <param name="Item">overall or a step's code.</param>
/// <param name="Wave">Code of the wave whose figure the case answers.</param>
public sealed record CaseOpening(string Relationship, string Item, string Wave, CaseTerms Terms)
{
    /// <summary>Audited.</summary>
    /// <returns>The case's id; null: there is nothing like it, or the viewer may not open a case of it.</returns>
    /// <exception cref="RefusedException">The figure is not shown, there is an open case already, or the terms break a rule.</exception>
    public Task<Guid?> OpenAsync(Database database, Viewer viewer, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
                await CaseSubject.FindAsync(connection, viewer, Relationship, Wave, now, ct) is { } subject
                    ? await OpenAsync(connection, subject, viewer, now, ct)
                    : (Guid?)null,
            ct
        );

    private async Task<Guid?> OpenAsync(
        NpgsqlConnection connection,
        CaseSubject subject,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!await subject.IsShownAsync(connection, Item, ct))
        {
            throw new RefusedException(new Sentence("problems.case.notShown"));
        }
        var today = CaseParty.Today(now);
        var problems = Terms.Problems(
            await CaseLead.ListAsync(connection, subject.ProviderUnitId, now, ct),
            await CaseLead.ListAsync(connection, subject.CustomerUnitId, now, ct),
            today,
            today
        );
        if (problems.ToList() is { Count: > 0 } broken)
        {
            throw new RefusedException(broken);
        }
        var id = Guid.NewGuid();
        var isNew = await connection.RunAsync(
            """
            insert into service_case (id, relationship_id, breakdown_point, wave_id, change, owner_id, together_id, due_on, expected,
                                      state, opened_at)
            values (@id, @RelationshipId, nullif(@Item, @Overall), @WaveId, @Change, @OwnerId, @TogetherId, @DueOn, @Expected,
                    'open', @now)
            on conflict do nothing
            """,
            new
            {
                id,
                subject.RelationshipId,
                Item,
                Survey.Db.Questionnaires.Item.Overall,
                subject.WaveId,
                Terms.Change,
                Terms.OwnerId,
                Terms.TogetherId,
                Terms.DueOn,
                Terms.Expected,
                now,
            },
            ct
        );
        if (isNew == 0)
        {
            throw new RefusedException(new Sentence("problems.case.taken"));
        }
        await CaseHistory.AddAsync(connection, id, CaseEventKind.Opened, subject.Party.PersonId, null, now, ct);
        await AuditLog.AddAsync(connection, viewer.Email, "opened a case", $"{subject.Relationship} {Item}", now, ct);
        return id;
    }
}
