using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Db;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Operations;

namespace Survey.Scheduler.Waves;

internal static class OnceCommand
{
    public static async Task<int> RunAsync(string[] settings, DateTimeOffset? at, CancellationToken ct)
    {
        await using var parts = Parts.Build(settings);
        var database = parts.GetRequiredService<Database>();
        await StartChecks.RunAsync(parts);
        await using var watch = ct.Register(() => _ = StopWithoutDatabase.WatchAsync(database));
        try
        {
            var clocks = parts.GetRequiredService<ClockCheck>();
            if (at is null && !await clocks.AgreesAsync(ct))
            {
                await Console.Error.WriteLineAsync(clocks.Problem);
                return 1;
            }
            var now = at ?? parts.GetRequiredService<TimeProvider>().GetUtcNow();
            var done = await parts.GetRequiredService<DueWork>().RunAsync(now, ct);
            Console.WriteLine(JsonSerializer.Serialize(done, ResultJson.OneLine.DueWorkDone));
            return 0;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped before everything was done: run it again to go on.");
            return 1;
        }
        catch (DueWorkException problems)
        {
            Console.WriteLine(JsonSerializer.Serialize(problems.Done, ResultJson.OneLine.DueWorkDone));
            await Console.Error.WriteLineAsync($"Not everything could be done: {problems.InnerException?.Message} Run it again to go on.");
            return 1;
        }
    }
}
