using Quartz;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Waves;

/// <summary>Each minute: everything that is due but the mails, which have a job of their own.</summary>
[DisallowConcurrentExecution]
internal sealed class DueWorkJob(DueWork work, ClockCheck clocks, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (await clocks.AgreesAsync(cancellationToken))
        {
            await work.RunAsync(clock.GetUtcNow(), cancellationToken, sending: false);
        }
    }
}
