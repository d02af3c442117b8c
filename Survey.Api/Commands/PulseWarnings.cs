using Npgsql;
using Survey.Db;
using Survey.Db.Pulses;
using Survey.Db.Waves;
using Survey.Db.Waves.Previews;

namespace Survey.Api.Commands;

/// <summary>What the next wave of a stored pulse could not show.</summary>
internal static class PulseWarnings
{
    public static async Task<IReadOnlyList<string>> TellAsync(
        NpgsqlConnection connection,
        string code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var pulse = (await PulseList.FindAsync(connection, code, ct))!;
        var preview = pulse.Paused ? null : await WavePreview.MakeAsync(connection, pulse, now, ct);
        return preview is null
            ? []
            :
            [
                .. preview.Relationships.Where(row => row.Light == RelationshipLight.NotWorth.Text()).Select(Words),
                .. Precision(preview, pulse),
            ];
    }

    private static string Words(PreviewedRelationship row) =>
        $"{row.Code} is not worth asking: {row.Reason ?? "probably too few answers to show anything"}"
        + (
            row.NotAsked == Survey.Db.Waves.Sampling.NotAsked.SmallProvider ? ""
            : row.MergeWith is { } other ? $"; merge it with {other}, or ask it only every second time"
            : "; name a larger customer unit, or ask it only every second time"
        );

    private static IEnumerable<string> Precision(WavePreview preview, Pulse pulse)
    {
        var few = preview.Relationships.Count(row => row.Shortfalls.Any(shortfall => shortfall.Kind == Shortfall.FewCustomers));
        if (few > 0)
        {
            yield return FormattableString.Invariant(
                $"{few} of {preview.Relationships.Count} relationships have too few customers for the precision {pulse.Precision:0.00}"
            );
        }
    }
}
