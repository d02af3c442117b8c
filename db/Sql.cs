using Dapper;
using Npgsql;

namespace Survey.Db;

/// <summary>Dapper with the cancellation token last, so that no call forgets it.</summary>
public static class Sql
{
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this NpgsqlConnection connection,
        string sql,
        object? parameters,
        CancellationToken ct
    ) => (await connection.QueryAsync<T>(Command(sql, parameters, ct))).AsList();

    /// <summary>The only row, or null (default) when there is none.</summary>
    public static Task<T?> FindAsync<T>(this NpgsqlConnection connection, string sql, object? parameters, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters, ct));

    /// <summary>The only row.</summary>
    /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
    public static Task<T> OneAsync<T>(this NpgsqlConnection connection, string sql, object? parameters, CancellationToken ct) =>
        connection.QuerySingleAsync<T>(Command(sql, parameters, ct));

    /// <summary>Runs a statement and tells how many rows it changed.</summary>
    public static Task<int> RunAsync(this NpgsqlConnection connection, string sql, object? parameters, CancellationToken ct) =>
        connection.ExecuteAsync(Command(sql, parameters, ct));

    private static CommandDefinition Command(string sql, object? parameters, CancellationToken ct) =>
        new(sql, parameters, cancellationToken: ct);
}
