using Microsoft.Extensions.Logging;
using Survey.Db;

namespace Survey.Scheduler.Clocks;

/// <summary>A wrong clock would open and seal waves at the wrong time. Above 30 s of difference nothing is done (rule A4).</summary>
internal sealed partial class ClockCheck(Database database, TimeProvider time, ILogger<ClockCheck> logger)
{
    private static readonly TimeSpan MaxDifference = TimeSpan.FromSeconds(30);

    /// <summary>Host time minus database time, when last compared.</summary>
    public TimeSpan Ahead { get; private set; }

    public string? Problem =>
        Ahead.Duration() <= MaxDifference
            ? null
            : FormattableString.Invariant($"This host's clock is {Ahead.Duration().TotalSeconds:0} s ")
                + (Ahead > TimeSpan.Zero ? "ahead of " : "behind ")
                + "the database's: nothing is done until they agree (within 30 s). Set both by a time service such as chrony.";

    /// <returns>False: the clocks differ; this is logged.</returns>
    public async Task<bool> AgreesAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        // The answer may be slow: only a difference from both readings of the host's clock counts.
        var before = time.GetUtcNow();
        var databaseTime = await DatabaseClock.ReadAsync(connection, ct);
        var after = time.GetUtcNow();
        Ahead =
            before > databaseTime ? before - databaseTime
            : after < databaseTime ? after - databaseTime
            : TimeSpan.Zero;
        if (Problem is { } problem)
        {
            LogDisagree(logger, problem);
        }
        return Problem is null;
    }

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private static partial void LogDisagree(ILogger logger, string problem);
}
