using Microsoft.Extensions.Options;
using Survey.Api;
using Survey.Api.Commands;
using Survey.Db;
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
catch (Exception problem) when (problem is SettingException or OptionsValidationException or MigrationException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Another program has it: choose another port with --urls or the variable URLS.");
    return 1;
}
