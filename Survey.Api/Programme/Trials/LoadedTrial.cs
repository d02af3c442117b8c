using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Pulses;
using Survey.Db.Settings;
using Survey.Db.Trials;
using Survey.Db.Zones;
using Survey.Reports.Trials;

namespace Survey.Api.Programme.Trials;

/// <summary>Read anew for each page, and kept nowhere.</summary>
internal sealed record LoadedTrial(IReadOnlyList<Pulse> Pulses, Pulse Pulse, TrialReport Report)
{
    private const string NoPulse = "trial";

    /// <param name="code">Of the pulse; null: the first that is not paused, else one over all services.</param>
    /// <returns>Null: there is no such pulse.</returns>
    public static async Task<LoadedTrial?> LoadAsync(
        Database database,
        OrganisationReader organisation,
        string? code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var settings = await organisation.ReadAsync(ct);
        await using var connection = await database.OpenAsync(ct);
        var pulses = await PulseList.AllAsync(connection, ct);
        var pulse = code is null
            ? pulses.OrderBy(one => one.Paused).FirstOrDefault() ?? OfAllServices(settings, now)
            : pulses.FirstOrDefault(one => one.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
        if (pulse is null)
        {
            return null;
        }
        var wave = await TrialWave.ReadAsync(connection, pulse, now, ct);
        await connection.CloseAsync();
        return new(pulses, pulse, TrialReport.Of(wave, LocalTime.DayOf(now, pulse.TimeZone)));
    }

    private static Pulse OfAllServices(OrganisationSettings settings, DateTimeOffset now) =>
        new()
        {
            Code = NoPulse,
            Name = LocalizedText.Of(NoPulse),
            Relationships = ["*"],
            Cron = "0 0 9 1 * ?",
            TimeZone = settings.TimeZone,
            FirstDate = LocalTime.DayOf(now, settings.TimeZone),
            OpenDays = 10,
            MinimumGroup = settings.MinimumGroup,
            MinimumComments = settings.MinimumComments,
        };
}
