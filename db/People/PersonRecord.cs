using Npgsql;

namespace Survey.Db.People;

/// <summary>A person as HR sees and changes it: the columns of the import.</summary>
/// <param name="Unit">Its code.</param>
public sealed record PersonRecord(
    long Id,
    string? Email,
    string Name,
    string Unit,
    string Language,
    string TimeZone,
    Employment Employment,
    DateOnly? ActiveFrom,
    DateOnly? ActiveTo,
    string? ExternalId,
    DateTimeOffset? UnreachableSince
)
{
    private const string Columns = """
        person.id, person.email, person.name, unit.code as unit, person.language, person.time_zone, person.employment,
        person.active_from, person.active_to, person.external_id, person.unreachable_since
        from person join unit on unit.id = person.unit_id
        """;

    public static Task<PersonRecord?> FindAsync(NpgsqlConnection connection, long id, CancellationToken ct) =>
        connection.FindAsync<PersonRecord>($"select {Columns} where person.id = @id", new { id }, ct);

    /// <summary>Locked to the end of the transaction.</summary>
    public static Task<PersonRecord?> LockAsync(NpgsqlConnection connection, long id, CancellationToken ct) =>
        connection.FindAsync<PersonRecord>($"select {Columns} where person.id = @id for update of person", new { id }, ct);

    public static Task<IReadOnlyList<PersonRecord>> AllAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<PersonRecord>($"select {Columns} order by lower(person.name), person.id", null, ct);
}
