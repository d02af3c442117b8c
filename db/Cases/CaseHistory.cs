using Npgsql;

namespace Survey.Db.Cases;

/// <summary>An entry of a case's history, which only grows. Change to Expected: the case as it was from then on.</summary>
/// <param name="By">Name of the person; null: HR, somebody who was erased, or the sealing.</param>
/// <param name="Change">Null unless the case was opened or changed.</param>
/// <param name="Owner">Name; null: HR, as Together.</param>
public sealed record CaseEvent(
    CaseEventKind Kind,
    DateTimeOffset At,
    string? By,
    string? Text,
    string? Change,
    string? Owner,
    string? Together,
    DateOnly? DueOn,
    double? Expected
);

internal static class CaseHistory
{
    public static Task<int> AddAsync(
        NpgsqlConnection connection,
        Guid id,
        CaseEventKind kind,
        long? personId,
        string? text,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
            insert into service_case_event (case_id, kind, at, person_id, text, change, owner_id, together_id, due_on, expected)
            select id, @kind, @now, @personId, @text, stated.*
            from service_case
            left join lateral (
                select change, owner_id, together_id, due_on, expected where @kind in ('opened', 'changed')) as stated on true
            where id = @id
            """,
            new
            {
                id,
                kind = kind.Text(),
                personId,
                text,
                now,
            },
            ct
        );

    /// <summary>Oldest first.</summary>
    public static Task<IReadOnlyList<CaseEvent>> ListAsync(NpgsqlConnection connection, Guid id, CancellationToken ct) =>
        connection.ListAsync<CaseEvent>(
            """
            select event.kind, event.at, by.name as by, event.text, event.change, owner.name as owner, together.name as together,
                   event.due_on, event.expected
            from service_case_event as event
            left join person as by on by.id = event.person_id
            left join person as owner on owner.id = event.owner_id
            left join person as together on together.id = event.together_id
            where event.case_id = @id
            order by event.id
            """,
            new { id },
            ct
        );
}
