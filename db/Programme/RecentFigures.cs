using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Survey.Db.Programme;

public static class FiguresRegistration
{
    public static IServiceCollection AddRecentFigures<T>(
        this IServiceCollection services,
        Func<NpgsqlConnection, DateTimeOffset, CancellationToken, Task<T>> read
    )
        where T : class =>
        services
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<RecentFigures<T>>(provider, read))
            .AddHostedService(provider => provider.GetRequiredService<RecentFigures<T>>());
}

/// <summary>Figures for metrics, read once a minute, however often metrics are asked for.</summary>
public sealed partial class RecentFigures<T>(
    Func<NpgsqlConnection, DateTimeOffset, CancellationToken, Task<T>> read,
    Database database,
    TimeProvider time,
    ILogger<RecentFigures<T>> logger
) : BackgroundService
    where T : class
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Null: not read yet, or the last reading failed.</summary>
    public T? Latest { get; private set; }

    public async Task RenewAsync(CancellationToken ct)
    {
        try
        {
            Latest = await ReadAsync().WaitAsync(Period, ct);
        }
        catch (Exception problem) when (!ct.IsCancellationRequested)
        {
            Latest = null;
            LogNotRead(logger, problem.GetType().Name);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            await RenewAsync(stoppingToken);
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // Not by a token: cancelling a statement waits for the database, too.
    private async Task<T> ReadAsync()
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        return await read(connection, time.GetUtcNow(), CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Warning, "The figures of the metrics could not be read ({Problem})")]
    private static partial void LogNotRead(ILogger logger, string problem);
}
