using Quartz;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Waves;

/// <summary>Each minute: everything that is due except the mails, which have their own job.</summary>
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
