using Npgsql;

namespace Survey.Db.Settings;

/// <summary>The organisation's settings as they are in force, from a copy that is at most <see cref="MostAge"/> old.</summary>
public sealed class OrganisationReader(Database database, OperatorSettings fixedSettings)
{
    public static readonly TimeSpan MostAge = TimeSpan.FromSeconds(5);

    private int _isReading;
    private volatile Copy _copy = new(fixedSettings.Over(new()), null);

    /// <summary>As last read. An old copy is renewed behind the caller's back, so that nobody waits for a database that is away.</summary>
    public OrganisationSettings Current
    {
        get
        {
            var copy = _copy;
            if (!copy.IsFresh && Interlocked.Exchange(ref _isReading, 1) == 0)
            {
                _ = RenewAsync();
            }
            return copy.Settings;
        }
    }

    /// <summary>While the database is away the last copy counts.</summary>
    public async ValueTask<OrganisationSettings> ReadAsync(CancellationToken ct)
    {
        if (_copy is { IsFresh: true, Settings: var settings })
        {
            return settings;
        }
        try
        {
            await using var connection = await database.OpenAsync(ct);
            await RefreshAsync(connection, ct);
        }
        catch (NpgsqlException)
        {
            _copy = _copy with { ReadAt = Environment.TickCount64 };
        }
        return _copy.Settings;
    }

    public async Task<OrganisationSettings> RefreshAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var settings = fixedSettings.Over(await StoredOrganisation.ReadAsync(connection, ct));
        // Equal settings stay the same object: what is cached by it stays good.
        _copy = new(settings.ToJson() == _copy.Settings.ToJson() ? _copy.Settings : settings, Environment.TickCount64);
        return _copy.Settings;
    }

    private async Task RenewAsync()
    {
        try
        {
            await ReadAsync(CancellationToken.None);
        }
        finally
        {
            _isReading = 0;
        }
    }

    /// <param name="ReadAt">Milliseconds of the system's clock; null: never read.</param>
    private sealed record Copy(OrganisationSettings Settings, long? ReadAt)
    {
        public bool IsFresh => Environment.TickCount64 - ReadAt < MostAge.TotalMilliseconds;
    }
}
