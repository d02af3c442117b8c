using Npgsql;
using Survey.Db.Settings;
using Survey.Scheduler.Bounces;
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
        "bounce" => await BounceCommand.RunAsync(arguments),
        _ => await Server.RunAsync(arguments.Settings),
    };
}
catch (Exception problem) when (StartProblems.Of(problem) is { } sentences)
{
    await Console.Error.WriteLineAsync(string.Join('\n', sentences));
    return 1;
}
catch (NpgsqlException problem)
{
    await Console.Error.WriteLineAsync($"The database: {problem.Message}");
    return 1;
}
catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Another program has it: choose another port in Scheduler:Port.");
    return 1;
}
