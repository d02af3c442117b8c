using System.Reflection;
using System.Text.Json;

namespace Survey.Api.Demo;

/// <summary>The demo organisation's files, embedded in the program.</summary>
internal static class DemoFiles
{
    public static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream("demo/" + name)
            ?? throw new FileNotFoundException($"The program was built without the demo's {name}.");

    public static T Read<T>(string name)
    {
        using var stream = Open(name);
        return JsonSerializer.Deserialize<T>(stream)!;
    }
}
