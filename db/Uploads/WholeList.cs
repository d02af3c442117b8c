using Npgsql;

namespace Survey.Db.Uploads;

/// <summary>A file that lists all people ends those who are not in it.</summary>
internal static class WholeList
{
    /// <summary>After the import, in its transaction. The last day of who leaves is the day before.</summary>
    public static Task<int> EndMissingAsync(NpgsqlConnection connection, DateOnly today, CancellationToken ct) =>
        connection.RunAsync(
            """
            create temp table upload_leaving on commit drop as
            select person.id::text as key, person.id
            from person join upload_before on upload_before.key = person.id::text
            where coalesce(person.active_to, 'infinity') >= @today
              and not exists (select from import_person where import_person.person_id = person.id);
            update person
            set active_to = @today - 1, active_from = case when active_from is not null then least(active_from, @today - 1) end
            from upload_leaving where upload_leaving.id = person.id
            """,
            new { today },
            ct
        );

    public static Task<int> CountActiveAsync(NpgsqlConnection connection, DateOnly today, CancellationToken ct) =>
        connection.OneAsync<int>(
            """
            select count(*)::int from person
            where coalesce(active_from, '-infinity') <= @today and coalesce(active_to, 'infinity') >= @today
            """,
            new { today },
            ct
        );
}
