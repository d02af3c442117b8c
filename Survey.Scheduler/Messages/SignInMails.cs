using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Survey.Db;
using Survey.Db.Messages;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Messages;

/// <summary>Sends sign-in mails as soon as they are queued. A mail that this misses is sent in the next round.</summary>
internal sealed partial class SignInMails(
    Database database,
    Outbox outbox,
    ClockCheck clocks,
    TimeProvider clock,
    ILogger<SignInMails> logger
) : BackgroundService
{
    /// <summary>After this time a connection that is dead without notice is detected.</summary>
    private static readonly TimeSpan ListenTimeout = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogLost(logger, problem.Message);
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await SignInSignal.ListenAsync(connection, ct);
        try
        {
            while (true)
            {
                if (await clocks.AgreesAsync(ct))
                {
                    await outbox.SendDueAsync(clock.GetUtcNow(), ct, signInsOnly: true);
                }
                if (!await connection.WaitAsync(ListenTimeout, ct))
                {
                    await SignInSignal.ListenAsync(connection, ct);
                }
            }
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await SignInSignal.StopAsync(connection);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Sign-in mails wait for the next round: {Problem}")]
    private static partial void LogLost(ILogger logger, string problem);
}
