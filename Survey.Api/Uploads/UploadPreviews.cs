using Microsoft.Extensions.Caching.Memory;
using Survey.Db;
using Survey.Db.Settings;
using Survey.Db.Uploads;
using Survey.Db.Waves;

namespace Survey.Api.Uploads;

/// <summary>Previews of uploads. Of a large file a preview takes seconds, so a page is looked at again.</summary>
internal sealed class UploadPreviews(
    Database database,
    OrganisationReader organisation,
    TimeProvider clock,
    IHostApplicationLifetime lifetime
) : IDisposable
{
    private const int Capacity = 50;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(30);

    private readonly MemoryCache _previews = new(new MemoryCacheOptions { SizeLimit = Capacity });

    /// <summary>Finished, running, or started now.</summary>
    public async Task<Task<UploadDifference>> OfAsync(StoredUpload upload, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var key = new PreviewKey(
            upload.Id,
            await PlanningVersion.ReadAsync(connection, ct),
            string.Join('\n', [.. upload.Fields, .. upload.Defaults, upload.IsWhole.ToString(), upload.Namesakes.ToString()])
        );
        lock (_previews)
        {
            if (_previews.TryGetValue(key, out Task<UploadDifference>? known) && known is { IsFaulted: false, IsCanceled: false })
            {
                return known;
            }
            var started = Task.Run(() => ComputeAsync(upload), CancellationToken.None);
            return _previews.Set(key, started, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = KeptFor });
        }
    }

    public void Dispose() => _previews.Dispose();

    private async Task<UploadDifference> ComputeAsync(StoredUpload upload)
    {
        await using var connection = await database.OpenUnlimitedAsync(lifetime.ApplicationStopping);
        var defaults = (await organisation.ReadAsync(lifetime.ApplicationStopping)).PulseDefaults;
        return await UploadRun.PreviewAsync(connection, upload, defaults, clock.GetUtcNow(), lifetime.ApplicationStopping);
    }

    private sealed record PreviewKey(Guid Upload, long Version, string Choices);
}
