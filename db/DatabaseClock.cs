using Npgsql;

namespace Survey.Db;

/// <summary>The clock of the database's host, which all programs share.</summary>
public static class DatabaseClock
{
    public static Task<DateTimeOffset> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<DateTimeOffset>("select clock_timestamp()", null, ct);
}
