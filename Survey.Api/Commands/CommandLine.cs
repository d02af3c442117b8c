namespace Survey.Api.Commands;

/// <summary>The commands of <c>Survey.Api</c>: one line each, with what it is for.</summary>
internal static class CommandLine
{
    /// <returns>0 done, 1 refused (reasons on standard error), 2 wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        await Console.Error.WriteLineAsync($"Unknown command '{args[0]}'.");
        return 2;
    }
}
