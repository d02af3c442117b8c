using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Survey.Db;

namespace Survey.Scheduler.Operations;

/// <summary>
/// Ends a program that was asked to stop while the database does not answer. A job's statements have no time limit, so the program would
/// wait for ever. Its claims end with its database sessions.
/// </summary>
internal sealed class StopWithoutDatabase(Database database, IHostApplicationLifetime program) : IHostedService
{
    // Equal to the time for which the marks of sent mails wait for the database.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(4);

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
            while (silent.Elapsed < Patience)
            {
                if (await AnswersAsync(database))
                {
                    silent.Restart();
                }
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
            await Console.Error.WriteLineAsync("The database does not answer: the program ends without it.");
            Environment.Exit(1);
        });

    private static async Task<bool> AnswersAsync(Database database)
    {
        try
        {
            await AskAsync(database).WaitAsync(OneTry);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static async Task AskAsync(Database database)
    {
        await using var connection = await database.OpenAsync();
        await DatabaseClock.ReadAsync(connection, default);
    }
}
