using Quartz;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Waves;

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
