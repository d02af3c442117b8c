using Microsoft.Extensions.Hosting;
using Quartz;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Messages;

/// <summary>Every few seconds: the mails that are due. A stop of the program ends it after the mails under way.</summary>
[DisallowConcurrentExecution]
internal sealed class SendMailJob(Outbox outbox, ClockCheck clocks, TimeProvider clock, IHostApplicationLifetime program) : IJob
{
    private static readonly TimeSpan NowStaysTrue = TimeSpan.FromSeconds(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, program.ApplicationStopping);
        if (await clocks.AgreesAsync(stop.Token))
        {
            await outbox.SendDueAsync(clock.GetUtcNow(), stop.Token, NowStaysTrue);
        }
    }
}
