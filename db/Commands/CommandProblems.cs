using System.Net.Sockets;
using Npgsql;
using Survey.Db.Settings;

namespace Survey.Db.Commands;

public static class CommandProblems
{
    /// <returns>Sentences for the user; null: a fault, to be printed with its stack trace.</returns>
    public static IReadOnlyList<string>? Of(Exception problem) =>
        problem switch
        {
            RefusedException refused => refused.Reasons,
            CommandRefusedException => [problem.Message],
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
            _ => StartProblems.Of(problem),
        };

    private static string Cause(Exception problem) =>
        problem.InnerException is AggregateException several
            ? string.Join("; ", several.InnerExceptions.Select(each => each.Message))
            : (problem.InnerException ?? problem).Message;
}
