using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Survey.Scheduler.Bounces;

internal sealed partial class BounceImapWatch(BounceImap mailbox, TimeProvider clock, ILogger<BounceImapWatch> logger) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (mailbox.IsSet && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await mailbox.WatchAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // Only types are logged: the server's message may contain the mailbox's name.
                LogLost(logger, problem.GetType().Name, problem.InnerException?.GetType().Name ?? "no cause given");
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The mailbox of bounces cannot be read and is tried again in a minute: {Problem} ({Cause})")]
    private static partial void LogLost(ILogger logger, string problem, string cause);
}
