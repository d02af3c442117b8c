using Microsoft.Extensions.DependencyInjection;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Settings;

namespace Survey.Scheduler;

internal static class StartChecks
{
    /// <exception cref="MigrationException">The database has another schema than this program needs.</exception>
    /// <exception cref="SettingException">The database's figures were blurred with another key.</exception>
    public static async Task RunAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<Database>();
        await Migrator.CheckAsync(database);
        await using var connection = await database.OpenAsync();
        await FigureKeys.ClaimAsync(connection, services.GetRequiredService<FigureKey>(), CancellationToken.None);
    }
}
