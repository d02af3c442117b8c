using Npgsql;
using Survey.Db.Questionnaires;

namespace Survey.Db.Results;

/// <summary>A cell with all its published figures.</summary>
/// <param name="Participation">Null: unknown, or suppressed.</param>
public sealed record PublishedCell(
    PublicationCell Cell,
    IReadOnlyDictionary<string, PublishedFigure> Figures,
    PublishedParticipation? Participation,
    IReadOnlyList<PublishedVerdict> Verdicts
)
{
    /// <summary>Null: suppressed, reads "not enough answers".</summary>
    public PublishedFigure? Of(string item) => Figures.GetValueOrDefault(item);

    /// <summary>Null: parts of a relationship have none. Suppressed for history, which did not ask.</summary>
    public PublishedFigure? TimeLost => Figures.Values.FirstOrDefault(figure => figure.Kind == FigureKind.TimeLost);

    /// <summary>Null: not compared.</summary>
    public PublishedVerdict? Verdict(string item, Against against) =>
        Verdicts.FirstOrDefault(verdict => verdict.Item == item && verdict.Against == against);
}

public static class FigureReading
{
    /// <param name="where">Condition on publication_cell from this folder. Never user input.</param>
    internal static async Task<IReadOnlyList<PublishedCell>> CellsAsync(
        NpgsqlConnection connection,
        string where,
        object parameters,
        CancellationToken ct
    )
    {
        var cells = await PlannedCellsAsync(connection, where, parameters, ct);
        var ids = cells.Select(cell => cell.Id).ToArray();
        var figures = (await FiguresAsync(connection, ids, null, ct)).ToLookup(figure => figure.CellId);
        var participation = (
            await connection.ListAsync<PublishedParticipation>(
                """
                select cell_id, customers, asked, response_rate, response_band, no_contact
                from published_participation
                where cell_id = any(@ids)
                """,
                new { ids },
                ct
            )
        ).ToDictionary(row => row.CellId);
        var verdicts = (await MarkedVerdicts.ReadAsync(connection, cells, "true", ct)).ToLookup(row => row.CellId);
        return
        [
            .. cells.Select(cell => new PublishedCell(
                cell,
                figures[cell.Id].ToDictionary(figure => figure.Item),
                participation.GetValueOrDefault(cell.Id),
                [.. verdicts[cell.Id]]
            )),
        ];
    }

    /// <inheritdoc cref="CellsAsync"/>
    internal static Task<IReadOnlyList<PublicationCell>> PlannedCellsAsync(
        NpgsqlConnection connection,
        string where,
        object parameters,
        CancellationToken ct
    ) =>
        connection.ListAsync<PublicationCell>(
            $"""
            select id, wave_id, kind, relationship_id, provider_unit_id, customer_unit_id, employment, minimum_group, people, covered
            from publication_cell
            where {where}
            order by id
            """,
            parameters,
            ct
        );

    /// <summary>By position, not by Dapper: pages read many, and rows of <see cref="EarlierFigures"/> hold two records.</summary>
    /// <param name="item">Null: all items.</param>
    internal static async Task<List<PublishedFigure>> FiguresAsync(
        NpgsqlConnection connection,
        long[] ids,
        string? item,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {Columns}
            from published_figure figure
            where cell_id = any($1) and ($2 is null or item = $2)
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = ids });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = item });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var figures = new List<PublishedFigure>();
        while (await reader.ReadAsync(ct))
        {
            figures.Add(Read(reader));
        }
        return figures;
    }

    /// <summary>For queries that name the table figure.</summary>
    internal const string Columns = """
        figure.cell_id, figure.item, figure.kind, figure.shown, figure.n, figure.word, figure.value, figure.step, figure.low, figure.high,
        figure.favourable, figure.favourable_low, figure.favourable_high, figure.shares, figure.share_step,
        figure.does_not_apply, figure.pooled
        """;

    internal static PublishedFigure Read(NpgsqlDataReader row, int first = 0) =>
        new(row.GetInt64(first), row.GetString(first + 1), row.GetFieldValue<FigureKind>(first + 2), row.GetFieldValue<Shown>(first + 3))
        {
            N = Number(row, first + 4),
            Word = row.IsDBNull(first + 5) ? null : row.GetString(first + 5),
            Value = Real(row, first + 6),
            Step = Real(row, first + 7),
            Low = Real(row, first + 8),
            High = Real(row, first + 9),
            Favourable = Number(row, first + 10),
            FavourableLow = Number(row, first + 11),
            FavourableHigh = Number(row, first + 12),
            Shares = row.IsDBNull(first + 13) ? null : row.GetFieldValue<int[]>(first + 13),
            ShareStep = Number(row, first + 14),
            DoesNotApply = Number(row, first + 15),
            Pooled = row.GetBoolean(first + 16),
        };

    private static int? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static double? Real(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
}
