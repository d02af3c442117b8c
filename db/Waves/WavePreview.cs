using Npgsql;
using Survey.Db.Pulses;

namespace Survey.Db.Waves;

/// <summary>What would happen if the wave opened as things are now. Nobody is named, and no count tells who asked to be left alone.</summary>
/// <param name="Opens">In words: by itself, or what it waits for.</param>
/// <param name="Mails">Invitations; reminders come on top, <paramref name="MailsAtMost"/> with all of them.</param>
/// <param name="LoadPerPerson">How many people are asked about 1, 2, 3 ... relationships.</param>
/// <param name="HeldBack">Customers who are left in peace because they were invited lately.</param>
public sealed record WavePreview(
    string Pulse, string Wave, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, string Opens,
    int People, int Mails, int MailsAtMost, IReadOnlyDictionary<int, int> LoadPerPerson, int HeldBack,
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
        var situation = await OpeningSituation.LoadAsync(connection, pulse, opensAt, ct);
        var selection = Selector.Select(situation, pulse.MinimumGroup, pulse.MaxRelationships, SeededHash.Seed(period.WaveCode(pulse)));
        var codes = (await connection.ListAsync<UnitCode>("select id, code from unit", null, ct)).ToDictionary(unit => unit.Id, unit => unit.Code);
        return Of(pulse, period, opensAt, situation, selection, codes);
    }

    private static WavePreview Of(
        Pulse pulse, Period period, DateTimeOffset opensAt, OpeningSituation situation, Selection selection, Dictionary<long, string> codes)
    {
        var people = selection.PerPerson.Count(relationships => relationships.Length > 0);
        return new WavePreview(
            pulse.Code, period.WaveCode(pulse), opensAt, period.ClosesAt,
            pulse.Paused ? "not while the pulse is paused"
                : pulse.NeedsApproval ? "waits for approval"
                : "by itself",
            people, people, people * (1 + Math.Min(MostReminders, pulse.RemindAfterDays.Length)),
            selection.PerPerson.Where(relationships => relationships.Length > 0).CountBy(relationships => relationships.Length)
                .OrderBy(load => load.Key).ToDictionary(load => load.Key, load => load.Value),
            selection.HeldBack,
            [.. selection.Relationships.Select(chosen => PreviewedRelationship.Of(chosen, situation, codes))]);
    }

    private sealed record UnitCode(long Id, string Code);
}

/// <param name="Reason">Why it is not asked; null: it is.</param>
/// <param name="MinimumGroup">The fewest answers from which a figure is made.</param>
/// <param name="ProbablyHidden">Cells that will hardly reach that: <c>all</c>, <c>unit CODE</c> or <c>employment KIND</c>.</param>
public sealed record PreviewedRelationship(
    string Code, int Customers, int Invited, bool Asked, string? Reason, int MinimumGroup, IReadOnlyList<string> ProbablyHidden)
{
    // Of those asked, about half answer; that is what the first wave of a relationship is planned with.
    private const double ExpectedResponse = 0.5;

    internal static PreviewedRelationship Of(SelectedRelationship chosen, OpeningSituation situation, Dictionary<long, string> codes) =>
        new(chosen.Relationship.Code, chosen.Customers, chosen.Invited.Count, chosen.Reason is null,
            chosen.Reason is null ? null : NotAsked.InWords(chosen.Reason), chosen.Group,
            chosen.Reason is null ? [.. Hidden(chosen, situation, codes)] : []);

    private static IEnumerable<string> Hidden(SelectedRelationship chosen, OpeningSituation situation, Dictionary<long, string> codes)
    {
        var customerUnit = chosen.Relationship.CustomerUnitId;
        var coarse = GroupWriter.Coarse(situation, chosen);
        var people = chosen.Invited.Select(index => situation.People[index]).ToArray();
        bool TooFew(int asked) => asked * ExpectedResponse < chosen.Group;

        var units = people.Select(person => situation.Units.ChildTowards(person.UnitId, customerUnit)).Distinct()
            .Where(unit => unit != customerUnit && TooFew(coarse.Count(group => group.CustomerUnitId == unit)))
            .Select(unit => $"unit {codes[unit]}").Order(StringComparer.Ordinal);
        var employments = people.Select(person => person.Employment).Distinct()
            .Where(employment => TooFew(coarse.Count(group => group.Employment == employment)))
            .Select(employment => $"employment {employment}").Order(StringComparer.Ordinal);
        return (TooFew(people.Length) ? ["all"] : Array.Empty<string>()).Concat(units).Concat(employments);
    }
}
