using System.Reflection;
using System.Text.Json;
using Survey.Db.Pulses;
using Survey.Db.Settings;

namespace Survey.Api.Demo;

internal static class DemoFiles
{
    private const string Root = "demo/";

    public static IEnumerable<string> In(string folder) =>
        Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith($"{Root}{folder}/", StringComparison.Ordinal))
            .Select(name => name[Root.Length..])
            .Order(StringComparer.Ordinal);

    public static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Root + name)
        ?? throw new FileNotFoundException($"The program was built without the demo's {name}.");

    public static T Read<T>(string name)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }

    public static async Task<Pulse[]> PulsesAsync(DateTimeOffset now, CancellationToken ct) =>
        [DemoCalendar.Quarterly(await PulseAsync("quarterly", ct), now), DemoCalendar.Monthly(await PulseAsync("monthly", ct), now)];

    private static async Task<Pulse> PulseAsync(string name, CancellationToken ct)
    {
        await using var stream = Open($"pulses/{name}.json");
        return await PulseFile.ReadAsync(stream, new PrivacyOptions(), ct);
    }
}
