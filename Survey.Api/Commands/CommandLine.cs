using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Npgsql;
using Survey.Api.Demo;
using Survey.Db;
using Survey.Db.Settings;

namespace Survey.Api.Commands;

internal static class CommandLine
{
    public static readonly IReadOnlyList<Command> Commands =
    [
        ProgrammeCommands.Migrate,
        ImportCommands.Units,
        ImportCommands.People,
        ImportCommands.Relationships,
        ImportCommands.Responses,
        ImportCommands.Holidays,
        ProgrammeCommands.Journey,
        ProgrammeCommands.Pulse,
        AccessCommands.GrantHr,
        AccessCommands.GrantAdmin,
        AccessCommands.GrantLead,
        AccessCommands.RevokeHr,
        AccessCommands.RevokeAdmin,
        AccessCommands.RevokeLead,
        AccessCommands.Roles,
        ForgetCommand.Forget,
        AccessCommands.SignInLink,
        RestoredCommand.Restored,
        DemoCommand.Demo,
    ];

    /// <returns>0 done, 1 refused (reasons on standard error), 2 wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        using var cancel = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancel.Cancel();
        };
        return await RunAsync(args, Console.Out, Console.Error, cancel.Token);
    }

    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var usage = CommandUsage.Parse(args, Commands);
        if (usage.Command is null || usage.Problem is not null || usage.AsksForHelp)
        {
            return await usage.ExplainAsync(Commands, output, error);
        }
        try
        {
            await RunAsync(usage, usage.Command, output, error, ct);
            return 0;
        }
        catch (Exception problem) when (Reasons(problem) is not null)
        {
            foreach (var reason in Reasons(problem)!)
            {
                await error.WriteLineAsync(reason);
            }
            return 1;
        }
    }

    private static async Task RunAsync(CommandUsage usage, Command command, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine([.. usage.Settings])
            .Build();
        await using var services = new ServiceCollection().AddSurveyDb(configuration).BuildServiceProvider();
        if (command.NeedsTables)
        {
            await Migrator.CheckAsync(services.GetRequiredService<Database>(), ct);
        }
        await command.RunAsync(new CommandCall(usage.Arguments, usage.Flags, services, output, error, ct));
    }

    /// <returns>Sentences for the user; null: a fault, to be printed with its stack trace.</returns>
    private static IReadOnlyList<string>? Reasons(Exception problem) =>
        problem switch
        {
            RefusedException refused => refused.Reasons,
            PostgresException { SqlState: "28P01" or "28000" or "3D000" } =>
            [
                $"ConnectionStrings:Survey does not open the database: {problem.Message}",
            ],
            DatabaseUnavailableException => [$"The database can't be reached: {Cause(problem.InnerException!)}"],
            NpgsqlException
            and not PostgresException
                when problem.GetBaseException() is SocketException or TimeoutException or IOException or AggregateException =>
            [
                $"The database can't be reached: {Cause(problem)}",
            ],
            OperationCanceledException => ["Interrupted; nothing was changed."],
            _ => StartProblems.Of(problem),
        };

    private static string Cause(Exception problem) =>
        problem.InnerException is AggregateException several
            ? string.Join("; ", several.InnerExceptions.Select(each => each.Message))
            : (problem.InnerException ?? problem).Message;
}
