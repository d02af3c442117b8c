using Npgsql;

namespace Survey.Db.Settings;

/// <summary>The organisation's settings as they are in force, from a copy that is at most <see cref="MostAge"/> old.</summary>
public sealed class OrganisationReader(Database database, OperatorSettings fixedSettings)
{
    public static readonly TimeSpan MostAge = TimeSpan.FromSeconds(5);

    private volatile Copy _copy = new(fixedSettings.Over(new()), null);

    /// <summary>As last read. For code that cannot wait; its caller reads first.</summary>
    public OrganisationSettings Current => _copy.Settings;

    /// <summary>While the database is away the last copy counts.</summary>
    public async ValueTask<OrganisationSettings> ReadAsync(CancellationToken ct)
    {
        if (_copy.ReadAt is { } readAt && Environment.TickCount64 - readAt < MostAge.TotalMilliseconds)
        {
            return _copy.Settings;
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

    private sealed record Copy(OrganisationSettings Settings, long? ReadAt);
}
