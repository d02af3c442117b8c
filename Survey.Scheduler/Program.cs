using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Db;
using Survey.Db.Settings;
using Survey.Scheduler;
using Survey.Scheduler.Operations;
using Survey.Scheduler.Waves;

var arguments = Arguments.Read(args);
if (arguments.Help)
{
    Console.WriteLine(Arguments.Usage);
    return 0;
}
if (arguments.Problem is not null)
{
    await Console.Error.WriteLineAsync($"{arguments.Problem}\n{Arguments.Usage}");
    return 2;
}
try
{
    return arguments.Verb switch
    {
        "once" => await OnceCommand.RunAsync(arguments),
        "preview" => await PreviewCommand.RunAsync(arguments),
        _ => await Server.RunAsync(arguments.Settings),
    };
}
catch (Exception problem) when (problem is SettingException or OptionsValidationException or MigrationException or NpgsqlException)
{
    await Console.Error.WriteLineAsync(problem is NpgsqlException ? $"The database: {problem.Message}" : problem.Message);
    return 1;
}
