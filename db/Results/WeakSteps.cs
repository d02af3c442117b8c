using Npgsql;

namespace Survey.Db.Results;

/// <summary>Tells which steps of a wave are weak, whether or not anything was promised, from published figures alone (rule D11).</summary>
/// <param name="Median">Of the shown step means of the wave; null: not considered.</param>
public sealed record WeakSteps(double? Median)
{
    public static WeakSteps Compute(IEnumerable<double> means)
    {
        List<double> sorted = [.. means.Order()];
        var middle = sorted.Count / 2;
        return new(
            sorted.Count == 0 ? null
            : sorted.Count % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2
        );
    }

    /// <summary>A word instead of a mean is weak if its means are; an interval exists from 10 answers on (rule A6).</summary>
    public bool Contains(PublishedFigure? figure) =>
        figure is { IsShown: true } && (figure.Value < Thresholds.WeakMean || figure.Word == FigureWord.Low || figure.High < Median);

    /// <summary>Of the whole wave, since a step is compared with all of the wave's steps.</summary>
    public static async Task<WeakSteps> ReadAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        Compute(
            await connection.ListAsync<double>(
                """
                select figure.value
                from publication_cell cell
                join published_figure figure
                  on figure.cell_id = cell.id and figure.kind = 'rating' and figure.item <> 'overall' and figure.value is not null
                where cell.wave_id = @waveId and cell.kind = 'relationship'
                """,
                new { waveId },
                ct
            )
        );
}
