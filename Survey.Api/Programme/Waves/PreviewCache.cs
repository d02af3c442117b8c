using Microsoft.Extensions.Caching.Memory;
using Npgsql;
using Survey.Db;
using Survey.Db.Waves;

namespace Survey.Api.Programme.Waves;

/// <summary>
/// Keeps previews of waves until their data change. A preview of a large organisation takes seconds. So one is computed at a time, who
/// waits gets the result of the one before, and the computation is cancelled if the reader leaves.
/// </summary>
internal sealed class PreviewCache(Database database) : IDisposable
{
    private const int Capacity = 60;

    // A wave that waits for approval opens "now": its preview is computed again after this time.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(15);

    private readonly MemoryCache _previews = new(new MemoryCacheOptions { SizeLimit = Capacity });
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<WavePreview> OfAsync(ComingWave wave, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(wave, now, ct) is { } known)
        {
            return known;
        }
        await _turn.WaitAsync(ct);
        try
        {
            return await FindAsync(wave, now, ct) ?? await MakeAsync(wave, now, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _previews.Dispose();
        _turn.Dispose();
    }

    private async Task<WavePreview?> FindAsync(ComingWave wave, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return
            _previews.TryGetValue(wave.Code, out Entry? kept)
            && kept!.Version == await PlanningVersion.ReadAsync(connection, ct)
            && kept.From <= now
            && now < kept.Until
            ? await kept.Preview.WithChoicesAsync(connection, ct)
            : null;
    }

    private async Task<WavePreview> MakeAsync(ComingWave wave, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenUnlimitedAsync(ct);
        // Read first: a change during the computation then makes the preview stale.
        var version = await PlanningVersion.ReadAsync(connection, ct);
        var preview = await WavePreview.MakeAsync(connection, wave, now, ct);
        _previews.Set(
            wave.Code,
            new Entry(preview, version, now, await NextChangeAsync(connection, now, ct)),
            new MemoryCacheEntryOptions { Size = 1 }
        );
        return preview;
    }

    /// <summary>The next instant at which time alone changes a preview: a wave opens or ends.</summary>
    private static async Task<DateTimeOffset> NextChangeAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken ct)
    {
        var coming = await ComingWaves.ListAsync(connection, 2, now, ct);
        var moments = coming.SelectMany(wave => new[] { wave.Period.OpensAt, wave.Period.ClosesAt }).Where(moment => moment > now);
        return moments
            .Concat(coming.Where(wave => wave.Period.OpensAt <= now).Select(_ => now + RefreshInterval))
            .DefaultIfEmpty(DateTimeOffset.MaxValue)
            .Min();
    }

    private sealed record Entry(WavePreview Preview, long Version, DateTimeOffset From, DateTimeOffset Until);
}
