using Npgsql;

namespace Survey.Db;

internal static class TableLocks
{
    private const int Attempts = 600;

    /// <summary>
    /// Respondents of other waves hold one table and wait for the next, so a long wait could deadlock and would block everybody else.
    /// So each try is short, and its locks are released before the next try.
    /// </summary>
    public static async Task TakeAsync(NpgsqlConnection connection, string tables, CancellationToken ct)
    {
        await connection.RunAsync("savepoint before_locks; set local lock_timeout = '150ms'", null, ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.RunAsync($"lock table {tables} in access exclusive mode", null, ct);
                await connection.RunAsync("set local lock_timeout = 0", null, ct);
                return;
            }
            catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.LockNotAvailable && attempt < Attempts)
            {
                await connection.RunAsync("rollback to savepoint before_locks; set local lock_timeout = '150ms'", null, ct);
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(50, 350)), ct);
            }
        }
    }
}
