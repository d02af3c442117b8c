using System.Text.Json;
using Npgsql;
using Survey.Db;
using Survey.Db.Commands;
using Survey.Db.Settings;

namespace Survey.Scheduler.Bounces;

/// <summary><c>bounce</c>: reads one mail from a mail server's pipe. It needs the database and no other setting.</summary>
internal static class BounceCommand
{
    /// <summary>EX_TEMPFAIL of sysexits.h: mail servers keep the mail and try again.</summary>
    private const int TryAgain = 75;

    public static async Task<int> RunAsync(string[] settings, string? recipient)
    {
        try
        {
            await using var database = new Database(SettingsRegistration.ConnectionString(CommandSettings.Load(settings)));
            await Migrator.CheckAsync(database);
            await using var connection = await database.OpenAsync();
            await using var mail = Console.OpenStandardInput();
            var read = await BounceReader.ReadAsync(connection, mail, recipient, TimeProvider.System.GetUtcNow(), default);
            Console.WriteLine(JsonSerializer.Serialize(read, ResultJson.OneLine.BounceRead));
            return 0;
        }
        catch (Exception problem) when (problem is NpgsqlException || StartProblems.Of(problem) is not null)
        {
            await Console.Error.WriteLineAsync($"The mail was not read, try again later: {problem.Message}");
            return TryAgain;
        }
    }
}
