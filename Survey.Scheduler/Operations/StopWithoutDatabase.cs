using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Survey.Db;

namespace Survey.Scheduler.Operations;

/// <summary>
/// Ends a program that was asked to stop while the database is away: a job's statements have no time limit, so it would wait for ever. Its
/// claims end with its database sessions.
/// </summary>
internal sealed class StopWithoutDatabase(Database database, IHostApplicationLifetime program) : IHostedService
{
    // Equal to the time for which the marks of sent mails wait for the database.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MaxExit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(4);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        program.ApplicationStopping.Register(() => _ = WatchAsync(database));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static Task WatchAsync(Database database) =>
        Task.Run(async () =>
        {
            var silent = Stopwatch.StartNew();
            while (silent.Elapsed < MaxWait)
            {
                if (await IsReachableAsync(database))
                {
                    silent.Restart();
                }
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
            await Console.Error.WriteLineAsync("The database does not answer: the program ends without it.");
            End();
        });

    /// <summary>Npgsql closes its connections at the exit of a program, which waits for a silent server: that must not take long.</summary>
    private static void End()
    {
        new Thread(() => Environment.Exit(1)).Start();
        Thread.Sleep(MaxExit);
        Process.GetCurrentProcess().Kill();
    }

    private static async Task<bool> IsReachableAsync(Database database)
    {
        try
        {
            await ProbeAsync(database).WaitAsync(ProbeTimeout);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static async Task ProbeAsync(Database database)
    {
        await using var connection = await database.OpenAsync();
        await DatabaseClock.ReadAsync(connection, default);
    }
}
