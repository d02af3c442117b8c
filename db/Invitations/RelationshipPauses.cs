using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Relationships;

namespace Survey.Db.Invitations;

/// <param name="Service">Name of the journey.</param>
/// <param name="Until">The last day of the pause; null: not paused.</param>
public sealed record PausableRelationship(
    long RelationshipId,
    string Code,
    RelationshipKind Kind,
    LocalizedText Provider,
    LocalizedText Customer,
    LocalizedText Service,
    DateOnly? Until
);

/// <summary>
/// "Don't ask me about this service for a year" (rule A10). The pause ends a year after the wave closes, on the same day for everybody,
/// and can be chosen without answering. So it does not tell when or whether somebody answered.
/// </summary>
public static class RelationshipPauses
{
    private const string Table = "relationship_pause";

    public static Task<IReadOnlyList<PausableRelationship>> ListAsync(
        NpgsqlConnection connection,
        InvitedPerson person,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.ListAsync<PausableRelationship>(
            """
            select asked.relationship_id, taking_part.code, taking_part.kind, provider.names as provider, customer.names as customer,
                   questionnaire.document -> 'name' as service, pause.until
            from invitation_relationship asked
            join wave_relationship taking_part on taking_part.wave_id = @WaveId and taking_part.relationship_id = asked.relationship_id
            join wave_unit provider on provider.wave_id = @WaveId and provider.unit_id = taking_part.provider_unit_id
            join wave_unit customer on customer.wave_id = @WaveId and customer.unit_id = taking_part.customer_unit_id
            join questionnaire on questionnaire.id = taking_part.questionnaire_id
            left join relationship_pause pause
              on pause.person_id = @PersonId and pause.relationship_id = asked.relationship_id and pause.until >= @today
            where asked.wave_id = @WaveId and asked.invitation_id = @InvitationId
            order by asked.position
            """,
            new
            {
                person.WaveId,
                person.PersonId,
                person.InvitationId,
                today = DateOnly.FromDateTime(now.UtcDateTime),
            },
            ct
        );

    public static async Task<bool> AddAsync(NpgsqlConnection connection, InvitedPerson person, string code, CancellationToken ct) =>
        await connection.RunAsync(
            """
            insert into relationship_pause (person_id, relationship_id, until)
            select @PersonId, asked.relationship_id, @until
            from invitation_relationship asked
            join wave_relationship taking_part on taking_part.wave_id = @WaveId and taking_part.relationship_id = asked.relationship_id
            where asked.wave_id = @WaveId and asked.invitation_id = @InvitationId and taking_part.code = @code
            on conflict (person_id, relationship_id) do update set until = greatest(relationship_pause.until, excluded.until)
            """,
            new
            {
                person.WaveId,
                person.PersonId,
                person.InvitationId,
                code,
                until = End(person),
            },
            ct
        ) == 1;

    public static DateOnly End(InvitedPerson person) => DateOnly.FromDateTime(person.ClosesAt.UtcDateTime).AddYears(1);

    public static Task RemoveAsync(NpgsqlConnection connection, InvitedPerson person, string code, CancellationToken ct) =>
        connection.RunAsync(
            """
            delete from relationship_pause
            using wave_relationship taking_part
            where person_id = @PersonId and relationship_pause.relationship_id = taking_part.relationship_id
              and taking_part.wave_id = @WaveId and taking_part.code = @code
            """,
            new
            {
                person.WaveId,
                person.PersonId,
                code,
            },
            ct
        );

    /// <summary>
    /// <see cref="RewriteDueAsync"/> must follow the sealing. The order of rows shows which services were chosen in one transaction.
    /// Two at once can be chosen on the form only, so they would tell that the person answered.
    /// </summary>
    public static Task MarkDueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            "insert into rewrite_due (name, since) values (@Table, @now) on conflict (name) do nothing",
            new { Table, now },
            ct
        );

    /// <summary>
    /// Rewrites the table in the order of people. Returns 1 if that was due. Not in the transaction of sealing, because an opening wave
    /// reads the table and may wait for the sealing.
    /// </summary>
    public static Task<int> RewriteDueAsync(Database database, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
            {
                var due = await connection.FindAsync<string>(
                    "select name from rewrite_due where name = @Table for update skip locked",
                    new { Table },
                    ct
                );
                if (due is null)
                {
                    return 0;
                }
                await TableLocks.TakeAsync(connection, Table, ct);
                await TableRewrite.CopyAsync(connection, Table, "person_id, relationship_id", ct);
                return await connection.RunAsync("delete from rewrite_due where name = @Table", new { Table }, ct);
            },
            ct
        );
}
