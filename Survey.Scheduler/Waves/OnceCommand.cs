using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Db;
using Survey.Scheduler.Clocks;
using Survey.Scheduler.Operations;

namespace Survey.Scheduler.Waves;

internal static class OnceCommand
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        await using var parts = Parts.Build(arguments.Settings);
        var database = parts.GetRequiredService<Database>();
        await StartChecks.RunAsync(parts);
        using var stop = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop, database));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop, database));
        try
        {
            var clocks = parts.GetRequiredService<ClockCheck>();
            if (arguments.At is null && !await clocks.AgreesAsync(stop.Token))
            {
                await Console.Error.WriteLineAsync(clocks.Problem);
                return 1;
            }
            var now = arguments.At ?? parts.GetRequiredService<TimeProvider>().GetUtcNow();
            var done = await parts.GetRequiredService<DueWork>().RunAsync(now, stop.Token);
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

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop, Database database)
    {
        signal.Cancel = true;
        _ = StopWithoutDatabase.WatchAsync(database);
        stop.Cancel();
    }
}
