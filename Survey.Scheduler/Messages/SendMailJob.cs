using Microsoft.Extensions.Hosting;
using Quartz;
using Survey.Scheduler.Clocks;

namespace Survey.Scheduler.Messages;

/// <summary>Every few seconds: sends the mails that are due. When the program stops, the mails under way are finished.</summary>
[DisallowConcurrentExecution]
internal sealed class SendMailJob(
    Outbox outbox,
    TestMailSender tests,
    ClockCheck clocks,
    TimeProvider clock,
    IHostApplicationLifetime program
) : IJob
{
    private static readonly TimeSpan NowStaysTrue = TimeSpan.FromSeconds(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, program.ApplicationStopping);
        if (await clocks.AgreesAsync(stop.Token))
        {
            await tests.SendDueAsync(clock.GetUtcNow(), stop.Token);
            await outbox.SendDueAsync(clock.GetUtcNow(), stop.Token, NowStaysTrue);
        }
    }
}
