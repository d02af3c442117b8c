using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;

namespace Survey.Db.Results;

/// <summary>A wave that was published before figures were blurred.</summary>
public sealed record OldWave(long Id, string Code, bool HasAnswers);

/// <param name="N">Null: suppressed, or the group was small.</param>
/// <param name="Counts">Answers by rating, kept for comparisons; null: none.</param>
public sealed record ExactFigure(
    long CellId,
    string Item,
    FigureKind Kind,
    bool IsHidden,
    int? N,
    double? Value,
    double? Low,
    double? High,
    int? DoesNotApply,
    bool Pooled,
    int[]? Counts
);

/// <summary>Exact figures that migration 0037 kept of older waves. A wave's rows are deleted once its figures are blurred.</summary>
public static class ExactFigures
{
    public static Task<bool> ExistAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.OneAsync<bool>("select to_regclass('exact_figure') is not null", null, ct);

    public static async Task<IReadOnlyList<OldWave>> WavesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var waves = await connection.ListAsync<(long Id, string Code)>(
            """
            select id, code from wave
            where exists (
                select from publication_cell cell join exact_figure figure on figure.cell_id = cell.id where cell.wave_id = wave.id)
            order by closed_at, id
            """,
            null,
            ct
        );
        var found = new List<OldWave>();
        foreach (var (id, code) in waves)
        {
            var table = ResponsePartitions.Responses(id);
            found.Add(
                new(
                    id,
                    code,
                    await connection.OneAsync<bool>("select to_regclass(@table) is not null", new { table }, ct)
                        && await connection.OneAsync<bool>($"select exists (select from {table})", null, ct)
                )
            );
        }
        return found;
    }

    public static Task<IReadOnlyList<ExactFigure>> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<ExactFigure>(
            """
            select figure.cell_id, figure.item, figure.kind, figure.shown = 'hidden' as is_hidden, figure.n, figure.value, figure.low,
                   figure.high, figure.does_not_apply, figure.pooled, histogram.counts
            from exact_figure figure
            join publication_cell cell on cell.id = figure.cell_id and cell.wave_id = @waveId
            left join sealed_histogram histogram on histogram.cell_id = figure.cell_id and histogram.item = figure.item
            """,
            new { waveId },
            ct
        );

    /// <summary>Deletes the exact figures and rounds what was computed from them. Verdicts stay; the caller handles the gaps.</summary>
    public static Task DeleteAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            """
            delete from exact_figure where cell_id in (select id from publication_cell where wave_id = @waveId);
            delete from sealed_histogram where cell_id in (select id from publication_cell where wave_id = @waveId);
            update published_verdict
            set difference = null, low = null, high = null, share_difference = null, share_low = null, share_high = null
            where cell_id in (select id from publication_cell where wave_id = @waveId);
            update published_slope
            set per_year = round(per_year::numeric, 1), low = floor(low * 10) / 10, high = ceil(high * 10) / 10
            where cell_id in (select id from publication_cell where wave_id = @waveId);
            update published_step
            set importance = 5 * round(importance / 5.0), importance_low = 5 * floor(importance_low / 5.0),
                importance_high = 5 * ceil(importance_high / 5.0), reached = 10 * round(reached / 10.0)
            where cell_id in (select id from publication_cell where wave_id = @waveId);
            update published_participation
            set customers = rounded.customers, asked = rounded.asked,
                response_rate = 5 * round(response_rate / 5.0), no_contact = 5 * round(no_contact / 5.0)
            from (
                select cell_id, max(shown) filter (where name = 'customers') as customers, max(shown) filter (where name = 'asked') as asked
                from published_participation
                cross join lateral (values ('customers', customers), ('asked', asked)) as number (name, people)
                cross join lateral (select case when people < 200 then 5 * round(people / 5.0)
                                                when people < 1000 then 10 * round(people / 10.0)
                                                else round(people::numeric, 2 - length(people::text)) end::int as shown) as told
                group by cell_id
            ) as rounded
            where rounded.cell_id = published_participation.cell_id
              and published_participation.cell_id in (select id from publication_cell where wave_id = @waveId);
            """,
            new { waveId },
            ct
        );

    /// <summary>For use when no wave is left. Rewrites the changed tables, because their files still hold the exact numbers.</summary>
    public static async Task DropAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.RunAsync("drop table exact_figure, sealed_histogram", null, ct);
        foreach (
            var table in (string[])["published_verdict", "published_gap", "published_slope", "published_step", "published_participation"]
        )
        {
            await TableRewrite.CopyAsync(connection, table, null, ct);
        }
    }
}
