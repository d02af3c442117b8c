using Survey.Api;
using Survey.Api.Commands;
using Survey.Db.Settings;

try
{
    if (args is [var first, ..] && (!first.StartsWith('-') || first is "--help" or "-h"))
    {
        return await CommandLine.RunAsync(args);
    }
    await using var app = WebApp.Build(args);
    await app.RunAsync();
    return 0;
}
catch (Exception problem) when (StartProblems.Of(problem) is { } sentences)
{
    await Console.Error.WriteLineAsync(string.Join('\n', sentences));
    return 1;
}
catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Another program has it: choose another port with --urls or the variable URLS.");
    return 1;
}
