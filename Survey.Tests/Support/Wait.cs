using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Survey.Tests.Support;

/// <summary>Waits for something that another thread, database session or program does.</summary>
public static class Wait
{
    /// <summary>Waits until the condition is true; the test fails if that takes too long.</summary>
    public static Task UntilAsync(
        Func<bool> condition,
        double seconds = 60,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    ) => UntilAsync(() => Task.FromResult(condition()), seconds, what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, double, string)"/>
    public static async Task UntilAsync(
        Func<Task<bool>> condition,
        double seconds = 60,
        [CallerArgumentExpression(nameof(condition))] string what = ""
    )
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); )
        {
            Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(seconds), $"Not true within {seconds} s: {what}");
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until the query returns true.</summary>
    public static Task UntilAsync(this Organisation organisation, string sql, object? parameters = null) =>
        UntilAsync(() => organisation.OneAsync<bool>(sql, parameters), what: sql);

    /// <summary>Waits until a session waits for a lock on that table; null: for any lock in the database.</summary>
    public static Task UntilBlockedAsync(this Organisation organisation, string? table = null) =>
        organisation.UntilAsync(
            """
            select exists (
                select from pg_locks join pg_stat_activity using (pid)
                where datname = current_database() and not granted and (@table is null or relation = @table::regclass))
            """,
            new { table }
        );
}
