using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>
/// What would happen if things stayed as they are until the wave opens (rule C4). Nobody is named, and no figure but the daily one
/// follows what people chose for themselves: two looks at it tell no more than one.
/// </summary>
/// <param name="Opens">One of <see cref="WaveOpens"/>.</param>
/// <param name="Mails">Invitations; reminders come on top, <paramref name="MailsAtMost"/> with all of them.</param>
/// <param name="LoadPerPerson">How many people are asked about 1, 2, 3 ... relationships.</param>
/// <param name="LeftOut">Customers who cannot be asked this time.</param>
/// <param name="After">Waves before it, and others of its day whose turn comes first, that are counted in, because their people are to be
/// left in peace.</param>
public sealed record WavePreview(
    string Pulse,
    string Wave,
    DateTimeOffset OpensAt,
    DateTimeOffset ClosesAt,
    string Opens,
    int People,
    int Mails,
    int MailsAtMost,
    IReadOnlyDictionary<int, int> LoadPerPerson,
    PreviewedLeftOut LeftOut,
    IReadOnlyList<string> After,
    IReadOnlyList<PreviewedRelationship> Relationships
)
{
    private const int MostReminders = 2;

    /// <summary>The wave of the pulse that is due at <paramref name="at"/> and not opened yet, else the next one.</summary>
    /// <returns>Null: the pulse has none left.</returns>
    public static async Task<WavePreview?> MakeAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset at, CancellationToken ct) =>
        await ComingWaves.NextAsync(connection, pulse, at, ct) is { } wave ? await MakeAsync(connection, wave, at, ct) : null;

    /// <summary>The choice of people is that of the opening, as long as nothing changes in between and nobody asked for peace.</summary>
    public static async Task<WavePreview> MakeAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var forecast = await Forecast.OfAsync(connection, wave, at, ct);
        var codes = (await connection.ListAsync<UnitCode>("select id, code from unit", null, ct)).ToDictionary(
            unit => unit.Id,
            unit => unit.Code
        );
        return await Of(wave, wave.OpensFrom(at), forecast, codes).WithChoicesAsync(connection, ct);
    }

    /// <summary>
    /// With the total of those who chose to be left alone as it was counted last: the one figure that changes without a change of the
    /// plans.
    /// </summary>
    public async Task<WavePreview> WithChoicesAsync(NpgsqlConnection connection, CancellationToken ct) =>
        this with
        {
            LeftOut = LeftOut.With(await ChoiceCount.ReadAsync(connection, ct)),
        };

    private static WavePreview Of(ComingWave wave, DateTimeOffset opensAt, Forecast forecast, Dictionary<long, string> codes)
    {
        var (pulse, selection) = (wave.Pulse, forecast.Selection);
        var people = selection.PerPerson.Count(relationships => relationships.Length > 0);
        return new WavePreview(
            pulse.Code,
            wave.Code,
            opensAt,
            wave.Period.ClosesAt,
            wave.Opens,
            people,
            people,
            people * (1 + Math.Min(MostReminders, pulse.RemindAfterDays.Length)),
            selection
                .PerPerson.Where(relationships => relationships.Length > 0)
                .CountBy(relationships => relationships.Length)
                .OrderBy(load => load.Key)
                .ToDictionary(load => load.Key, load => load.Value),
            PreviewedLeftOut.Of(selection.LeftOut),
            forecast.Before,
            [.. selection.Relationships.Select(chosen => PreviewedRelationship.Of(chosen, pulse.Precision, codes))]
        );
    }

    private sealed record UnitCode(long Id, string Code);
}

/// <param name="ByChoice">
/// Of the whole organisation, by choice: rounded down to a multiple of <paramref name="ChoiceStep"/>; null: fewer than that, or never
/// counted.
/// </param>
/// <param name="ChoicesAsOf">The day of counting; null: never.</param>
public sealed record PreviewedLeftOut(
    int Newcomers,
    int Leavers,
    int InvitedLately,
    int Unreachable,
    int? ByChoice,
    int? ChoiceStep,
    DateOnly? ChoicesAsOf
)
{
    internal static PreviewedLeftOut Of(LeftOutCounts counts) =>
        new(counts.Newcomers, counts.Leavers, counts.InvitedLately, counts.Unreachable, null, null, null);

    internal PreviewedLeftOut With(ChoiceCount? choices) =>
        this with
        {
            ByChoice = choices?.People is > 0 and var people ? people : null,
            ChoiceStep = choices?.Step,
            ChoicesAsOf = choices?.AsOf,
        };
}
