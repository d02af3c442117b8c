using Npgsql;

namespace Survey.Db.Programme;

/// <summary>A scheduled step that failed when it last ran, for the wave or pulse with the code Subject; empty: the whole step.</summary>
public sealed record FailingWork(string Step, string Subject, DateTimeOffset Since)
{
    /// <summary>Steps that run per wave or pulse. The pages have a text for each.</summary>
    public static IReadOnlyList<string> WithWords { get; } = ["plan", "open", "remind", "close", "seal", "participation", "retention"];

    public static Task<IReadOnlyList<FailingWork>> ListAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<FailingWork>("select step, subject, since from failing_work order by since, step, subject", null, ct);

    /// <summary>Replaces the failures of the steps that ran. A failure that goes on keeps its Since.</summary>
    public static async Task RecordAsync(
        Database database,
        IReadOnlyCollection<string> steps,
        IReadOnlyCollection<(string Step, string Subject)> failed,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        await connection.RunAsync(
            """
            with failed as (
                select * from unnest(@failedSteps, @subjects) as failed (step, subject)
            ), mended as (
                delete from failing_work
                where step = any(@steps) and (step, subject) not in (select step, subject from failed)
            )
            insert into failing_work (step, subject, since, failed_at)
            select distinct step, subject, @now::timestamptz, @now::timestamptz from failed
            on conflict (step, subject) do update set failed_at = excluded.failed_at
            """,
            new
            {
                now,
                steps = steps.ToArray(),
                failedSteps = failed.Select(one => one.Step).ToArray(),
                subjects = failed.Select(one => one.Subject).ToArray(),
            },
            ct
        );
    }
}
