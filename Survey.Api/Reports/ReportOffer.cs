using Npgsql;
using Survey.Db.Results;
using Survey.Db.Viewers;
using Survey.Reports.Contents;

namespace Survey.Api.Reports;

/// <summary>What a viewer may download.</summary>
/// <param name="Waves">Waves with results for the viewer, the last one first.</param>
/// <param name="Reports">Of the chosen wave; null: there is no wave.</param>
public sealed record ReportOffer(IReadOnlyList<SealedWave> Waves, WaveReports? Reports)
{
    /// <param name="wave">A code; any other value means the last wave.</param>
    public static async Task<ReportOffer> LoadAsync(NpgsqlConnection connection, Viewer viewer, string? wave, CancellationToken ct)
    {
        var waves = await SealedWaves.OfViewerAsync(connection, viewer, ct);
        if (waves.Count == 0)
        {
            return new ReportOffer([], null);
        }
        var chosen = waves.FirstOrDefault(one => string.Equals(one.Code, wave, StringComparison.OrdinalIgnoreCase)) ?? waves[0];
        return new ReportOffer(waves, await WaveReports.LoadAsync(connection, viewer, chosen, ct));
    }
}
