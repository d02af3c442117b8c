using Survey.Db.Viewers;

namespace Survey.Db.Cases;

public static class CaseChange
{
    /// <summary>Other terms for a case that is not done. Other words end an agreement, since it was about the words.</summary>
    /// <inheritdoc cref="CaseActions"/>
    public static Task<bool> ChangeAsync(
        Database database,
        Viewer viewer,
        Guid id,
        int version,
        CaseTerms terms,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        CaseActions.ActAsync(
            database,
            viewer,
            id,
            now,
            held => held.Party.MayDecide,
            async (connection, held) =>
            {
                held.Require(version, CaseState.Open, CaseState.Agreed);
                var today = CaseParty.Today(now);
                var problems = terms.Problems(
                    await CaseLead.ListAsync(connection, held.ProviderUnitId, now, ct),
                    await CaseLead.ListAsync(connection, held.CustomerUnitId, now, ct),
                    held.DueOn < today ? held.DueOn : today,
                    today
                );
                if (problems.ToList() is { Count: > 0 } broken)
                {
                    throw new RefusedException(broken);
                }
                await connection.RunAsync(
                    """
                    update service_case
                    set change = @Change, owner_id = @OwnerId, together_id = @TogetherId, due_on = @DueOn, expected = @Expected,
                        version = version + 1, state = case when change = @Change then state else 'open' end
                    where id = @id
                    """,
                    new
                    {
                        id,
                        terms.Change,
                        terms.OwnerId,
                        terms.TogetherId,
                        terms.DueOn,
                        terms.Expected,
                    },
                    ct
                );
                await CaseHistory.AddAsync(connection, id, CaseEventKind.Changed, held.Party.PersonId, null, now, ct);
                return "changed a case";
            },
            ct
        );
}
