using Npgsql;

namespace Survey.Db;

/// <summary>Locks that keep everybody out of tables until the transaction ends.</summary>
internal static class TableLocks
{
    private const int Attempts = 600;

    /// <summary>
    /// Whoever is answering another wave holds one table and wants the next: waiting in line for them could end in a deadlock
    /// and keeps everybody else out. So each wait is short, and what was got is given back before the next try.
    /// </summary>
    /// <param name="tables">As "lock table" names them.</param>
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
