using Npgsql;

namespace Survey.Db.Results;

public static class ResultStore
{
    /// <summary>Updates the statistics of Postgres. Pages are opened right after sealing, before autovacuum runs.</summary>
    public static Task AnalyzeAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync(
            "analyze publication_cell, published_figure, published_participation, published_verdict, published_step,"
                + " wave_relationship, wave_unit",
            null,
            ct
        );

    public static async Task StoreFiguresAsync(NpgsqlConnection connection, IEnumerable<PublishedFigure> figures, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy published_figure (cell_id, item, kind, shown, n, word, value, step, low, high,
                                   favourable, favourable_low, favourable_high, shares, share_step, does_not_apply, pooled)
            from stdin (format binary)
            """,
            ct
        );
        foreach (var figure in figures)
        {
            await copy.WriteRowAsync(
                ct,
                figure.CellId,
                figure.Item,
                figure.Kind,
                figure.Shown,
                figure.N,
                figure.Word,
                figure.Value,
                figure.Step,
                figure.Low,
                figure.High,
                figure.Favourable,
                figure.FavourableLow,
                figure.FavourableHigh,
                figure.Shares,
                figure.ShareStep,
                figure.DoesNotApply,
                figure.Pooled
            );
        }
        await copy.CompleteAsync(ct);
    }

    public static async Task StoreVerdictsAsync(NpgsqlConnection connection, IEnumerable<PublishedVerdict> verdicts, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy published_verdict (cell_id, item, against, other_wave_id, verdict, difference, low, high,
                                    share_verdict, share_difference, share_low, share_high)
            from stdin (format binary)
            """,
            ct
        );
        foreach (var verdict in verdicts)
        {
            await copy.WriteRowAsync(
                ct,
                verdict.CellId,
                verdict.Item,
                verdict.Against,
                verdict.OtherWaveId,
                verdict.Called,
                verdict.Difference,
                verdict.Low,
                verdict.High,
                verdict.ShareCalled,
                verdict.ShareDifference,
                verdict.ShareLow,
                verdict.ShareHigh
            );
        }
        await copy.CompleteAsync(ct);
    }

    public static async Task StoreParticipationAsync(
        NpgsqlConnection connection,
        IEnumerable<PublishedParticipation> rows,
        CancellationToken ct
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy published_participation (cell_id, customers, asked, response_rate, response_band, no_contact) from stdin (format binary)
            """,
            ct
        );
        foreach (var row in rows)
        {
            await copy.WriteRowAsync(ct, row.CellId, row.Customers, row.Asked, row.ResponseRate, row.ResponseBand, row.NoContact);
        }
        await copy.CompleteAsync(ct);
    }
}
