using Npgsql;
using Survey.Db;
using Survey.Db.Messages;

namespace Survey.Scheduler.Bounces;

/// <summary>One scheduler at a time reads the returned mails; the others skip the step.</summary>
internal static class BounceLock
{
    public static async Task<int> RunAsync(Database database, Func<NpgsqlConnection, Task<int>> read, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        if (!await ReturnedMail.TryLockReadersAsync(connection, ct))
        {
            return 0;
        }
        try
        {
            return await read(connection);
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await ReturnedMail.UnlockReadersAsync(connection);
            }
        }
    }

    /// <summary>The fault is of one mail, so the next may be read. Not so if the program stops or the database is away.</summary>
    public static bool IsAboutOneMail(Exception problem) =>
        problem is not OperationCanceledException and not NpgsqlException or PostgresException { SqlState: ['2', '2' or '3', ..] };
}
