using Npgsql;

namespace Survey.Db;

public static class DatabaseClock
{
    public static Task<DateTimeOffset> ReadAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<DateTimeOffset>("select clock_timestamp()", null, ct);
}
