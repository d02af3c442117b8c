namespace Survey.Db.Erasure;

/// <param name="Where">@person: id or null; @email: lower case; @name: null if not to be searched; @alias: replaces the address.</param>
/// <param name="Retyped">See <see cref="TableRewrite.RetypeAsync"/>; null: <see cref="TableRewrite.CopyAsync"/>.</param>
internal sealed record PersonalDataTable(string Table, string Where, string Change, (string Column, string Type)? Retyped)
{
    /// <summary>In an order that foreign keys allow. <see cref="AddressChanges"/> must handle new tables, too.</summary>
    public static IReadOnlyList<PersonalDataTable> Shared { get; } =
    [
        Delete("session", "lower(email) = @email", ("created_at", "timestamptz")),
        Delete("message_kept", "kind in ('sign_in', 'access') and lower(address) = @email", null),
        Delete("message_kept", "kind = 'recognition' and (person_id = @person or lower(address) = @email)", null),
        Delete("message_kept", "kind in ('results', 'cases') and (person_id = @person or lower(address) = @email)", null),
        Update("message_kept", "wave_id is not null and (person_id = @person or lower(address) = @email)", Unnamed, null),
        Delete("sign_in", "lower(email) = @email", ("used_at", "timestamptz")),
        Delete("test_mail", "asked_by = @email or lower(address) = @email", ("asked_at", "timestamptz")),
        Update("access_mail", "given_by = @email", "given_by = @alias", ("queued_at", "timestamptz")),
        Delete("role_grant", "lower(email) = @email", ("granted_at", "timestamptz")),
        Update("unit", "lower(lead_email) = @email", "lead_email = null", ("lead_email", "text")),
        Update("relationship", "lower(owner_email) = @email", "owner_email = null", ("owner_email", "text")),
        Update("pulse_letter", "lower(saved_by) = @email", "saved_by = @alias", ("saved_at", "timestamptz")),
        Update("announcement", "lower(changed_by) = @email", "changed_by = @alias", ("changed_at", "timestamptz")),
        Update("recognition", "lower(passed_on_by) = @email", "passed_on_by = @alias", ("passed_on_at", "timestamptz")),
        Update(
            "audit_log",
            "lower(actor) = @email or lower(subject) = @email",
            """
            actor = case when lower(actor) = @email then @alias else actor end,
            subject = case when lower(subject) = @email then @alias else subject end
            """,
            ("at", "timestamptz")
        ),
        // A waiting file may name the person anywhere.
        Delete("upload", "true", ("uploaded_at", "timestamptz")),
        Delete("opt_out", "person_id = @person", null),
        Delete("relationship_pause", "person_id = @person", null),
        Update("relationship_look", "person_id = @person", "person_id = null", ("looked_at", "timestamptz")),
        Delete("case_mail_choice", "person_id = @person", null),
        Delete("case_reminder", "person_id = @person", null),
        Delete("lead_mail", "person_id = @person", ("queued_on", "date")),
        Update(
            "service_case_event",
            "@person in (person_id, owner_id, together_id)",
            """
            person_id = nullif(person_id, @person), owner_id = nullif(owner_id, @person), together_id = nullif(together_id, @person)
            """,
            ("at", "timestamptz")
        ),
        Update(
            "service_case",
            "@person in (owner_id, together_id)",
            "owner_id = nullif(owner_id, @person), together_id = nullif(together_id, @person)",
            ("opened_at", "timestamptz")
        ),
        Update("invitation", "person_id = @person", "person_id = null", ("language", "text")),
        Delete("person", "id = @person", ("language", "text")),
    ];

    public static IEnumerable<PersonalDataTable> Mails(string table) =>
        [
            Delete(table, "kind <> 'invitation' and person_id = @person", null),
            Update(
                table,
                "person_id = @person or lower(address) = @email",
                $"""
                state = case when state in ('queued', 'deferred', 'sending') then 'cancelled' else state end, {Unnamed}
                """,
                null
            ),
        ];

    public static PersonalDataTable Signatures(string table) => Update(table, "signed_name = @name", "signed_name = null", null);

    public static PersonalDataTable Wishes(string table) => Delete(table, "name = @name", null);

    private const string Unnamed = """
        person_id = case when person_id = @person then null else person_id end, address = '', reason = null, late_report = null,
        worker = null, lease_until = null
        """;

    private static PersonalDataTable Delete(string table, string where, (string, string)? retyped) =>
        new(table, where, $"delete from {table}", retyped);

    private static PersonalDataTable Update(string table, string where, string set, (string, string)? retyped) =>
        new(table, where, $"update {table} set {set}", retyped);
}
