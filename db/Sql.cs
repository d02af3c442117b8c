using Dapper;
using Npgsql;

namespace Survey.Db;

public static class Sql
{
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        object? parameters,
        CancellationToken ct
    ) => (await connection.QueryAsync<T>(Command(sql, parameters, ct))).AsList();

    public static Task<T?> FindAsync<T>(this NpgsqlConnection connection, string sql, object? parameters, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, ct));

    public static Task<T> OneAsync<T>(this NpgsqlConnection connection, string sql, object? parameters, CancellationToken ct) =>
        connection.QuerySingleAsync<T>(Command(sql, parameters, ct));

    public static Task<int> RunAsync(this NpgsqlConnection connection, string sql, object? parameters, CancellationToken ct) =>
        connection.ExecuteAsync(Command(sql, parameters, ct));

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken ct) =>
        new(sql, parameters, cancellationToken: ct);
}
