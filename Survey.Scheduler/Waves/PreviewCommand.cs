using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Survey.Db;
using Survey.Db.Pulses;
using Survey.Db.Waves;

namespace Survey.Scheduler.Waves;

internal static class PreviewCommand
{
    public static async Task<int> RunAsync(string[] settings, string code, DateTimeOffset? instant, CancellationToken ct)
    {
        await using var parts = Parts.Build(settings);
        var database = parts.GetRequiredService<Database>();
        await Migrator.CheckAsync(database, ct);
        await using var connection = await database.OpenAsync(ct);
        var at = instant ?? parts.GetRequiredService<TimeProvider>().GetUtcNow();
        if (await PulseList.FindAsync(connection, code, ct) is not { } pulse)
        {
            await Console.Error.WriteLineAsync($"There is no pulse '{code}'.");
            return 1;
        }
        if (PulseProblem.Of(pulse) is { } trouble)
        {
            await Console.Error.WriteLineAsync(
                trouble == PulseProblem.UnknownZone
                    ? $"The pulse '{pulse.Code}' has the time zone '{pulse.TimeZone}', which is not known here."
                    : $"The openings of the pulse '{pulse.Code}' cannot be computed: store it again from a corrected file."
            );
            return 1;
        }
        if (await WavePreview.MakeAsync(connection, pulse, at, ct) is not { } preview)
        {
            await Console.Error.WriteLineAsync($"The pulse '{pulse.Code}' has no period left at that instant.");
            return 1;
        }
        Console.WriteLine(JsonSerializer.Serialize(preview, ResultJson.Indented.WavePreview));
        return 0;
    }
}
