using System.Runtime.InteropServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Survey.Db.Settings;

namespace Survey.Api.Health;

/// <summary>SIGTERM makes the program not ready and stops it Site:DrainSeconds later, so the proxy can react. Ctrl-C: at once.</summary>
internal sealed class DrainingLifetime(IHostApplicationLifetime program, IOptions<SiteOptions> site, TimeProvider time)
    : IHostLifetime,
        IHealthCheck,
        IDisposable
{
    private PosixSignalRegistration[] _signals = [];

    private volatile bool _isDraining;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isDraining ? HealthCheckResult.Unhealthy("stopping") : HealthCheckResult.Healthy());

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Drain),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Stop),
        ];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => Array.ForEach(_signals, signal => signal.Dispose());

    private void Drain(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _isDraining = true;
        _ = Task.Delay(TimeSpan.FromSeconds(site.Value.DrainSeconds), time)
            .ContinueWith(_ => program.StopApplication(), TaskScheduler.Default);
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _isDraining = true;
        program.StopApplication();
    }
}
