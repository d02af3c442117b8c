using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Survey.Api.Forms;
using Survey.Api.Programme.Waves;
using Survey.Api.Shared;
using Survey.Db;
using Survey.Db.Holidays;
using Survey.Db.People;
using Survey.Db.Programme;
using Survey.Db.Pulses;
using Survey.Db.Settings;
using Survey.Db.Viewers;
using Survey.Db.Waves;
using Survey.Db.Zones;

namespace Survey.Api.Programme.Pulses;

/// <summary>HR makes and changes pulses. Nothing is stored before HR saw what it changes (rule G2).</summary>
internal static class PulseEndpoints
{
    public const string All = "/programme/pulses";
    public const string New = All + "/new";
    public const string Year = All + "/year";

    public static string AddressOf(string code) => $"{All}/{Uri.EscapeDataString(code)}";

    public static void MapPulses(this IEndpointRouteBuilder routes)
    {
        var pulses = routes.MapGroup("").Requires(Right.RunProgramme);
        pulses.MapGet(All, ListAsync);
        pulses.MapGet(New, NewAsync);
        pulses.MapGet(Year, YearAsync);
        pulses.MapGet(All + "/{code}", ShowAsync);
        pulses.MapPost(New, PulseSaving.AddAsync);
        pulses.MapPost(All + "/{code}", PulseSaving.ChangeAsync);
    }

    private static async Task<RazorComponentResult<PulsesPage>> ListAsync(
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        var pulses = new List<ListedPulse>();
        foreach (var pulse in await PulseList.AllAsync(connection, ct))
        {
            pulses.Add(new(pulse, pulse.Paused ? null : await ComingWaves.NextAsync(connection, pulse, now, ct)));
        }
        return PulsesPage.Of(
            visitor,
            new()
            {
                Pulses = pulses,
                Services = await WaveRelationship.AllAsync(connection, ct),
                Now = now,
            }
        );
    }

    private static async Task<RazorComponentResult<PulsePage>> NewAsync(
        Visitor visitor,
        Database database,
        OrganisationReader organisation,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenAsync(ct);
        var settings = await organisation.ReadAsync(ct);
        var zone = (await TimeZonesOfPeople.ListAsync(connection, ct)).FirstOrDefault(settings.TimeZone);
        var entries = PulseEntries.New(settings.PulseDefaults, zone, LocalTime.DayOf(now, zone));
        return PulsePage.Of(visitor, await ViewAsync(connection, null, new FormState(entries), now, ct));
    }

    private static async Task<IResult> ShowAsync(
        string code,
        string? done,
        Visitor visitor,
        Database database,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        return await PulseList.FindAsync(connection, code, ct) is { } pulse
            ? PulsePage.Of(
                visitor,
                await ViewAsync(connection, pulse, FormState.Of(PulseEntries.Of(pulse)), clock.GetUtcNow(), ct) with
                {
                    IsSaved = done == "saved",
                }
            )
            : TypedResults.NotFound();
    }

    private static async Task<RazorComponentResult<PulseYearPage>> YearAsync(
        Visitor visitor,
        Database database,
        PreviewCache previews,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        await using var connection = await database.OpenAsync(ct);
        var countries = (await TimeZonesOfPeople.ListAsync(connection, ct)).Select(ZoneNames.CountryOf).ToHashSet();
        return PulseYearPage.Of(
            visitor,
            new()
            {
                Year = await YearAhead.MakeAsync(connection, wave => previews.OfAsync(wave, now, ct), now, ct),
                Holidays =
                [
                    .. (await HolidayList.BetweenAsync(connection, today, today.AddYears(1), ct)).Where(day =>
                        countries.Contains(day.Country)
                    ),
                ],
                Now = now,
            }
        );
    }

    internal static async Task<PulseView> ViewAsync(
        NpgsqlConnection connection,
        Pulse? stored,
        FormState state,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        new()
        {
            Stored = stored,
            State = state,
            Services = await WaveRelationship.AllAsync(connection, ct),
            Zones = await TimeZonesOfPeople.ListAsync(connection, ct),
            Next = stored is null || stored.Paused ? [] : await ComingWaves.OfPulseAsync(connection, stored, 3, now, ct),
            Log = stored is null ? [] : await AuditLog.ListAsync(connection, PulseSaving.SubjectOf(stored.Code), ct),
            Now = now,
        };
}
