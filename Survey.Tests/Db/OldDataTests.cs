using Survey.Db;
using Survey.Tests.Support;

namespace Survey.Tests.Db;

/// <summary>Databases of earlier versions, with data in them, are brought to the newest schema without a loss.</summary>
public sealed class OldDataTests
{
    private static readonly IReadOnlyList<Migration> Everything = Migrator.Migrations();

    private static IEnumerable<int> Versions => Enumerable.Range(2, Everything.Count - 2);

    [TestCaseSource(nameof(Versions))]
    public async Task Data_of_an_earlier_version_survives_migration(int version)
    {
        await using var test = await TestDatabase.CreateEmptyAsync();
        await Migrator.MigrateAsync(test.Database, [.. Everything.Take(version)], default);
        await using var connection = await test.Database.OpenAsync();
        var tables = await TablesAsync(connection);
        foreach (var (table, sql) in OldRows.Where(row => tables.Contains(row.Table)))
        {
            var row = table == "pulse" && await HasPulseNamesAsync(connection) ? PulseWithNames : sql;
            Assert.That(await connection.RunAsync(row, null, default), Is.EqualTo(1), table);
        }
        // These two are made anew (OldFiguresTests).
        tables = [.. tables.Except(["sealed_histogram", "published_figure"])];
        var before = await RowsAsync(connection, tables);

        await Migrator.MigrateAsync(test.Database);

        Assert.That(await RowsAsync(connection, tables), Is.EqualTo(before));
    }

    private static readonly (string Table, string Sql)[] OldRows =
    [
        (
            "upload",
            "insert into upload (id, kind, file_name, uploaded_by, uploaded_at, content, header_line, headings, row_count, fields) "
                + "values (gen_random_uuid(), 'people', 'a.csv', 'a@example.org', '2026-01-01', 'x', 1, '{E-mail}', 1, '{email}')"
        ),
        ("upload_heading", "insert into upload_heading (kind, heading, field) values ('people', 'mail 2', 'email')"),
        ("unit", "insert into unit (code, names, kind) values ('ROOT', '{\"en\":\"Root\"}', 'department')"),
        (
            "person",
            "insert into person (email, name, unit_id, language, time_zone, employment) "
                + "select 'a@example.org', 'A', id, 'fi', 'Europe/Helsinki', 'permanent' from unit"
        ),
        ("role_grant", "insert into role_grant (email, role, granted_at) values ('a@example.org', 'hr', '2026-01-01')"),
        (
            "access_mail",
            "insert into access_mail (id, role, given_by, queued_at) "
                + "values ('00000000-0000-4000-8000-000000000001', 'hr', 'a@example.org', '2026-01-01')"
        ),
        ("journey", "insert into journey (code) values ('support')"),
        (
            "questionnaire",
            "insert into questionnaire (journey_id, version, document, digest, created_at) "
                + "select id, 1, '{}', 'x', '2026-01-01' from journey"
        ),
        (
            "relationship",
            "insert into relationship (code, provider_unit_id, customer_unit_id, kind, journey_id) "
                + "select 'R', unit.id, unit.id, 'department_to_employee', journey.id from unit, journey"
        ),
        (
            "pulse",
            "insert into pulse (code, name, relationships, cron, time_zone, first_date, open_days) "
                + "values ('p', 'P', '{*}', '0 0 9 ? * MON', 'Europe/Helsinki', '2026-01-01', 7)"
        ),
        (
            "wave",
            "insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, minimum_group, minimum_comments) "
                + "select 'p-2026-01-05', id, '2026-01-05', 'planned', 1, '2026-01-05', '2026-01-12', 5, 10 from pulse"
        ),
        (
            "wave_relationship",
            "insert into wave_relationship (wave_id, relationship_id, code, kind, provider_unit_id, customer_unit_id, questionnaire_id, "
                + "minimum_group) select wave.id, relationship.id, 'R', 'department_to_employee', provider_unit_id, customer_unit_id, "
                + "questionnaire.id, 5 from wave, relationship, questionnaire"
        ),
        (
            "relationship_look",
            "insert into relationship_look (relationship_id, wave_id, looked_at, person_id) "
                + "select relationship_id, wave_id, '2026-01-20', person.id from wave_relationship, person"
        ),
        (
            "relationship_priority",
            "insert into relationship_priority (relationship_id, pinned_until) select id, '2026-01-05' from relationship"
        ),
        (
            "service_case",
            "insert into service_case (id, relationship_id, wave_id, change, owner_id, due_on, state, opened_at) "
                + "select gen_random_uuid(), relationship.id, wave.id, 'C', person.id, '2026-02-01', 'open', '2026-01-13' "
                + "from relationship, wave, person"
        ),
        (
            "announcement",
            "insert into announcement (relationship_id, state, texts, fallback_language, changed_by, changed_at) "
                + "select id, 'draft', '{\"en\":\"T\"}', 'en', 'a@example.org', '2026-01-13' from relationship"
        ),
        (
            "wave_improvement",
            "insert into wave_improvement (wave_id, relationship_id, item) "
                + "select wave_id, relationship_id, 'overall' from wave_relationship"
        ),
        (
            "recognition",
            "insert into recognition (id, wave_id, relationship_id, passed_on_by, passed_on_at) "
                + "select gen_random_uuid(), wave_id, relationship_id, 'a@example.org', '2026-01-13' from wave_relationship"
        ),
        ("recognition_thanks", "insert into recognition_thanks (note_id, recognition_id) select gen_random_uuid(), id from recognition"),
        (
            "service_case_event",
            "insert into service_case_event (case_id, kind, at, change, due_on) "
                + "select id, 'opened', opened_at, change, due_on from service_case"
        ),
        ("results_told", "insert into results_told (wave_id, audience) select id, 'hr' from wave"),
        (
            "lead_mail",
            "insert into lead_mail (id, kind, person_id, wave_id, queued_on) "
                + "select gen_random_uuid(), 'cases', person.id, wave.id, '2026-02-01' from person, wave"
        ),
        (
            "case_reminder",
            "insert into case_reminder (mail_id, person_id, kind, wave_id, relationship_id, item, due_on) "
                + "select lead_mail.id, person_id, 'not_taken_up', wave_id, relationship.id, 'overall', queued_on "
                + "from lead_mail, relationship"
        ),
        ("case_mail_choice", "insert into case_mail_choice (person_id, choice) select id, 'weekly' from person"),
    ];

    private const string PulseWithNames =
        "insert into pulse (code, names, relationships, cron, time_zone, first_date, open_days) "
        + "values ('p', '{\"en\":\"P\"}', '{*}', '0 0 9 ? * MON', 'Europe/Helsinki', '2026-01-01', 7)";

    private static Task<bool> HasPulseNamesAsync(Npgsql.NpgsqlConnection connection) =>
        connection.OneAsync<bool>(
            "select exists (select from information_schema.columns where table_name = 'pulse' and column_name = 'names')",
            null,
            default
        );

    private static async Task<List<string>> TablesAsync(Npgsql.NpgsqlConnection connection) =>
        [
            .. await connection.ListAsync<string>(
                """
                select relname::text from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'schema_migration' order by relname
                """,
                null,
                default
            ),
        ];

    private static async Task<List<string>> RowsAsync(Npgsql.NpgsqlConnection connection, List<string> tables)
    {
        var rows = new List<string>();
        foreach (var table in tables)
        {
            rows.AddRange(await connection.ListAsync<string>($"select '{table} ' || count(*) from {table}", null, default));
        }
        return rows;
    }
}
