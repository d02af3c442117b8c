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

    /// <summary>
    /// The period that is due at <paramref name="at"/> and not opened yet, else the next one. The choice of people is that of the
    /// opening, as long as nothing changes in between.
    /// </summary>
    /// <returns>Null: the pulse has no period left.</returns>
    public static async Task<WavePreview?> MakeAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset at, CancellationToken ct)
    {
        var done = await connection.ListAsync<DateOnly>(
            "select period from wave where pulse_id = @Id and state <> 'planned'", new { pulse.Id }, ct);
        var period = Periods.From(pulse, pulse.FirstDate).FirstOrDefault(period => period.ClosesAt > at && !done.Contains(period.Day));
        if (period is null)
        {
            return null;
        }
        var opensAt = period.OpensAt > at ? period.OpensAt : at;
        var situation = await OpeningSituation.LoadAsync(connection, pulse, opensAt, period.ClosesAt, ct);
        var selection = Selector.Select(situation, SelectionRules.Of(pulse), SeededHash.Seed(period.WaveCode(pulse)));
        var codes = (await connection.ListAsync<UnitCode>("select id, code from unit", null, ct)).ToDictionary(unit => unit.Id, unit => unit.Code);
        return Of(pulse, period, opensAt, selection, codes);
    }

    private static WavePreview Of(Pulse pulse, Period period, DateTimeOffset opensAt, Selection selection, Dictionary<long, string> codes)
    {
        var people = selection.PerPerson.Count(relationships => relationships.Length > 0);
        return new WavePreview(
            pulse.Code, period.WaveCode(pulse), opensAt, period.ClosesAt,
            pulse.Paused ? WaveOpens.NotWhilePaused : pulse.NeedsApproval ? WaveOpens.AfterApproval : WaveOpens.ByItself,
            people, people, people * (1 + Math.Min(MostReminders, pulse.RemindAfterDays.Length)),
            selection.PerPerson.Where(relationships => relationships.Length > 0).CountBy(relationships => relationships.Length)
                .OrderBy(load => load.Key).ToDictionary(load => load.Key, load => load.Value),
            PreviewedLeftOut.Of(selection.LeftOut, pulse.MinimumGroup),
            [.. selection.Relationships.Select(chosen => PreviewedRelationship.Of(chosen, pulse.Precision, codes))]);
    }

    private sealed record UnitCode(long Id, string Code);
}

/// <summary>When a previewed wave opens.</summary>
public static class WaveOpens
{
    public const string ByItself = "by itself";
    public const string AfterApproval = "waits for approval";
    public const string NotWhilePaused = "not while the pulse is paused";
}

/// <param name="ByChoice">Null: fewer than the pulse's minimum group, so that no single choice is seen.</param>
public sealed record PreviewedLeftOut(int Newcomers, int Leavers, int InvitedLately, int Unreachable, int? ByChoice)
{
    internal static PreviewedLeftOut Of(LeftOutCounts counts, int k) =>
        new(counts.Newcomers, counts.Leavers, counts.InvitedLately, counts.Unreachable, counts.ByChoice >= k ? counts.ByChoice : null);
}
