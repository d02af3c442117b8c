using System.Globalization;
using Survey.Db;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.Waves;
using Survey.Reports.Disclosure;

namespace Survey.Reports.Publishing;

/// <summary>Choices, and participation in open waves (rule A3), by the numbers and the function of sealed waves.</summary>
public static class OpenParticipation
{
    /// <summary>Writes once a day; a second run on the same day writes nothing. Returns the number of bands renewed.</summary>
    /// <exception cref="PartlyFailedException">Those of some waves could not be renewed; the others were.</exception>
    public static async Task<int> RenewAsync(Database database, FigureKey key, DateTimeOffset now, CancellationToken ct)
    {
        var each = new IsolatedRuns(ct);
        foreach (var wave in await database.InTransactionAsync(connection => WaveParticipation.DueAsync(connection, now, ct), ct))
        {
            await each.RunAsync(wave.Code, () => database.InTransactionAsync(
                    async connection =>
                    {
                        await FigureKeys.ClaimAsync(connection, key, ct);
                        var units = await WaveParticipation.UnitsAsync(connection, wave, ct);
                        return await WaveParticipation.StoreAsync(connection, [.. Bands(key, units)], ct);
                    },
                    ct
                ));
        }
        return each.Total();
    }

    /// <summary>Enough were asked in the unit, and nobody or enough in the rest of its parent; else two bands disclose the rest.</summary>
    private static IEnumerable<UnitBand> Bands(FigureKey key, IReadOnlyList<UnitAnswering> wave)
    {
        var least = Math.Max(ShownCount.Least, wave[0].MinimumGroup);
        var planned = wave.Where(unit => unit.UnitId is not null).ToDictionary(unit => unit.UnitId!.Value, unit => unit.Planned);
        var day = wave[0].Today.ToString("O", CultureInfo.InvariantCulture);
        var blur = new CellBlur(key, $"{wave[0].Wave} {day}");
        foreach (var unit in wave.Where(unit => unit.Planned >= least))
        {
            var rest = unit.ParentId is { } parent ? planned[parent] - unit.Planned : 0;
            if (rest == 0 || rest >= least)
            {
                // The root has the same people as "everybody" and must have the same band.
                var name = CellNames.OfCustomers(unit.ParentId is null ? null : unit.UnitId);
                var answered = ShownCount.Round(blur.Count(name, "invitations", unit.Answered));
                var asked = Math.Max(ShownCount.Least, ShownCount.Round(unit.Planned));
                yield return new(unit.WaveId, unit.UnitId, ShownRate.BandOf(answered, asked), unit.Today);
            }
        }
    }

    /// <summary>Blurs the number of people who opted out, paused or chose "not for a year". 0: already counted today.</summary>
    public static Task<int> RenewChoicesAsync(Database database, FigureKey key, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
            {
                await FigureKeys.ClaimAsync(connection, key, ct);
                if (await ChoiceCount.DueAsync(connection, now, ct) is not { } exact)
                {
                    return 0;
                }
                var blur = new CellBlur(key, exact.AsOf.ToString("O", CultureInfo.InvariantCulture));
                var people = Math.Max(0, blur.Count(CellNames.OfCustomers(null), "choices", exact.People));
                return await ChoiceCount.StoreAsync(connection, exact with { People = people / exact.Step * exact.Step }, ct);
            },
            ct
        );
}
