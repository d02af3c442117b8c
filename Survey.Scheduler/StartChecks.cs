using Microsoft.Extensions.DependencyInjection;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Settings;

namespace Survey.Scheduler;

/// <summary>What must hold of the database before anything is done to it.</summary>
internal static class StartChecks
{
    /// <exception cref="MigrationException">It is not at this program's schema.</exception>
    /// <exception cref="SettingException">Its figures were blurred with another key.</exception>
    public static async Task RunAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        await Migrator.CheckAsync(database);
        await using var connection = await database.OpenAsync();
        await FigureKeys.ClaimAsync(connection, services.GetRequiredService<FigureKey>(), CancellationToken.None);
    }
}
