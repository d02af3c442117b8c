using Npgsql;

namespace Survey.Db.People;

/// <summary>
/// Moves rows that are stored by address to the new address, so that erasing the person finds them later.
/// A person without an address loses all roles.
/// </summary>
internal static class AddressChanges
{
    public const string Action = "address changed";

    public static string AddressKeySql(string person) => $"coalesce(lower({person}.email), 'person ' || {person}.id)";

    /// <summary>Must run before the staged rows are merged into the table of people.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, string actor, DateTimeOffset now, CancellationToken ct)
    {
        var changed = await connection.OneAsync<int>(
            $"""
            create temp table import_address on commit drop as
            select person.id, {AddressKeySql(
                "person"
            )} as before, coalesce(lower(i.email), 'person ' || person.id) as after, i.email as address
            from import_person i join person on person.id = i.person_id
            where lower(person.email) is distinct from lower(i.email);
            select count(*)::int from import_address
            """,
            null,
            ct
        );
        if (changed > 0)
        {
            await RolesAsync(connection, actor, now, ct);
            await RewriteRolesAsync(connection, ct);
            await SignInsAsync(connection, now, ct);
            await MailsAsync(connection, ct);
            await LogAsync(connection, ct);
            await PeopleAsync(connection, ct);
        }
    }

    private static Task<int> RolesAsync(NpgsqlConnection connection, string actor, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into audit_log (at, actor, action, subject)
            select @now, @actor, @Action || case when address is null then ': no address, no role' else '' end, before from import_address
            where exists (select from role_grant where lower(role_grant.email) = before)
               or exists (select from unit where lower(lead_email) = before)
            order by id;

            create temp table import_role on commit drop as
            select change.after as email, role, unit_id, granted_at, change.address
            from role_grant join import_address as change on change.before = lower(role_grant.email);
            delete from role_grant using import_address as change where change.before = lower(role_grant.email);
            insert into role_grant (email, role, unit_id, granted_at)
            select email, role, unit_id, granted_at from import_role where address is not null on conflict do nothing;

            update unit set lead_email = change.address from import_address as change where change.before = lower(lead_email);
            update relationship set owner_email = change.address from import_address as change where change.before = lower(owner_email);
            """,
            new
            {
                actor,
                now,
                Action,
            },
            ct
        );

    /// <summary>Erasing could not find rows of a removed address later, so old row versions are deleted now.</summary>
    private static async Task RewriteRolesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        const string IsGone = "select exists (select from import_address where address is null and before like '%@%')";
        if (await connection.OneAsync<bool>(IsGone, null, ct))
        {
            await TableRewrite.RetypeAsync(connection, "role_grant", "granted_at", "timestamptz", ct);
            await TableRewrite.RetypeAsync(connection, "unit", "lead_email", "text", ct);
            await TableRewrite.RetypeAsync(connection, "relationship", "owner_email", "text", ct);
        }
    }

    /// <summary>Ends sessions, because the old address may belong to another person later.</summary>
    private static Task<int> SignInsAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct) =>
        connection.RunAsync(
            """
            update session set email = change.after, expires_at = least(expires_at, @now)
            from import_address as change where change.before = lower(session.email);
            update message
            set address = change.after, state = case when state in ('queued', 'deferred', 'sending') then 'cancelled' else state end
            from import_address as change where change.before = lower(message.address) and message.kind = 'sign_in';
            delete from test_mail using import_address as change where change.before in (test_mail.asked_by, lower(test_mail.address));
            update sign_in set email = change.after, expires_at = least(expires_at, @now)
            from import_address as change where change.before = lower(sign_in.email);
            """,
            new { now },
            ct
        );

    private static Task<int> MailsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            update message
            set address = coalesce(change.address, ''), state = case when change.address is null then 'cancelled' else message.state end
            from import_address as change
            where message.person_id = change.id and message.state in ('queued', 'deferred')
              and (message.unsealed_wave_id is not null or message.kind = 'recognition')
            """,
            null,
            ct
        );

    private static Task<int> LogAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            update pulse_letter set saved_by = change.after from import_address as change where change.before = lower(saved_by);
            update announcement set changed_by = change.after from import_address as change where change.before = lower(changed_by);
            update recognition set passed_on_by = change.after from import_address as change where change.before = lower(passed_on_by);
            update upload set uploaded_by = change.after from import_address as change where change.before = lower(uploaded_by);
            update audit_log set actor = change.after from import_address as change where change.before = lower(actor);
            update audit_log set subject = change.after from import_address as change where change.before = lower(subject);
            """,
            null,
            ct
        );

    /// <summary>Resets bounces, and frees addresses that another row of the file gets: two people may swap addresses.</summary>
    private static Task<int> PeopleAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            """
            update person set email = 'person ' || person.id
            from import_address as change
            where person.id = change.id and person.email is not null and exists (
                select from import_person i where lower(i.email) = lower(person.email) and i.person_id is distinct from person.id);
            update person set hard_bounces = 0, unreachable_since = null
            from import_address as change where person.id = change.id and (hard_bounces > 0 or unreachable_since is not null);
            """,
            null,
            ct
        );
}
