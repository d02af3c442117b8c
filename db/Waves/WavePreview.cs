using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>What would happen if the wave opened as things are now (rule C4). Nobody is named.</summary>
/// <param name="Opens">One of <see cref="WaveOpens"/>.</param>
/// <param name="Mails">Invitations; reminders come on top, <paramref name="MailsAtMost"/> with all of them.</param>
/// <param name="LoadPerPerson">How many people are asked about 1, 2, 3 ... relationships.</param>
/// <param name="LeftOut">Customers who cannot be asked this time.</param>
public sealed record WavePreview(
    string Pulse, string Wave, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, string Opens,
    int People, int Mails, int MailsAtMost, IReadOnlyDictionary<int, int> LoadPerPerson, PreviewedLeftOut LeftOut,
    IReadOnlyList<PreviewedRelationship> Relationships)
{
    private const int MostReminders = 2;

    /// <summary>The wave of the pulse that is due at <paramref name="at"/> and not opened yet, else the next one.</summary>
    /// <returns>Null: the pulse has none left.</returns>
    public static async Task<WavePreview?> MakeAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset at, CancellationToken ct) =>
        await ComingWaves.NextAsync(connection, pulse, at, ct) is { } wave ? await MakeAsync(connection, wave, at, ct) : null;

    /// <summary>The choice of people is that of the opening, as long as nothing changes in between.</summary>
    public static async Task<WavePreview> MakeAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var (pulse, period) = (wave.Pulse, wave.Period);
        var opensAt = period.OpensAt > at ? period.OpensAt : at;
        var situation = await OpeningSituation.LoadAsync(connection, pulse, opensAt, period.ClosesAt, ct);
        var selection = Selector.Select(situation, SelectionRules.Of(pulse), SeededHash.Seed(wave.Code));
        var codes = (await connection.ListAsync<UnitCode>("select id, code from unit", null, ct)).ToDictionary(unit => unit.Id, unit => unit.Code);
        return Of(wave, opensAt, selection, codes);
    }

    private static WavePreview Of(ComingWave wave, DateTimeOffset opensAt, Selection selection, Dictionary<long, string> codes)
    {
        var pulse = wave.Pulse;
        var people = selection.PerPerson.Count(relationships => relationships.Length > 0);
        return new WavePreview(
            pulse.Code, wave.Code, opensAt, wave.Period.ClosesAt, wave.Opens,
            people, people, people * (1 + Math.Min(MostReminders, pulse.RemindAfterDays.Length)),
            selection.PerPerson.Where(relationships => relationships.Length > 0).CountBy(relationships => relationships.Length)
                .OrderBy(load => load.Key).ToDictionary(load => load.Key, load => load.Value),
            PreviewedLeftOut.Of(selection.LeftOut, pulse.MinimumGroup),
            [.. selection.Relationships.Select(chosen => PreviewedRelationship.Of(chosen, pulse.Precision, codes))]);
    }

    private sealed record UnitCode(long Id, string Code);
}

/// <param name="ByChoice">Null: fewer than the pulse's minimum group, so that no single choice is seen.</param>
public sealed record PreviewedLeftOut(int Newcomers, int Leavers, int InvitedLately, int Unreachable, int? ByChoice)
{
    internal static PreviewedLeftOut Of(LeftOutCounts counts, int k) =>
        new(counts.Newcomers, counts.Leavers, counts.InvitedLately, counts.Unreachable, counts.ByChoice >= k ? counts.ByChoice : null);
}
