using System.Text.Json.Serialization;
using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Waves.Previews;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.Waves;

/// <summary>What the opening would do if nothing changed before it (rule C4). Nobody is named.</summary>
/// <remarks>No figure except the daily count depends on opt-outs and pauses, so two looks reveal no choice (rule A2).</remarks>
/// <param name="Opens">One of <see cref="WaveOpens"/>.</param>
/// <param name="Mails">Invitations. MailsAtMost adds all reminders.</param>
/// <param name="LoadPerPerson">How many people are asked about 1, 2, 3 ... relationships.</param>
/// <param name="After">Waves that select before this one and whose people it must not ask.</param>
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
    /// <summary>Of the waves of <see cref="After"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<WaveName> AfterNames { get; init; } = [];

    /// <summary>The pulse's wave that is due and not opened, else its next one; null: none is left.</summary>
    public static async Task<WavePreview?> MakeAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset at, CancellationToken ct) =>
        await ComingWaves.NextAsync(connection, pulse, at, ct) is { } wave ? await MakeAsync(connection, wave, at, ct) : null;

    /// <summary>The same selection as at opening, if nothing changes and nobody opts out or pauses.</summary>
    public static async Task<WavePreview> MakeAsync(NpgsqlConnection connection, ComingWave wave, DateTimeOffset at, CancellationToken ct)
    {
        var forecast = await Forecast.OfAsync(connection, wave, at, ct);
        var codes = (await connection.ListAsync<UnitCode>("select id, code from unit", null, ct)).ToDictionary(
            unit => unit.Id,
            unit => unit.Code
        );
        return await Of(wave, wave.OpensFrom(at), forecast, codes).WithChoicesAsync(connection, ct);
    }

    /// <summary>Adds the last daily count of opt-outs and pauses, the one figure that changes without a change of the plans.</summary>
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
            people * (1 + Math.Min(Thresholds.MostReminders, pulse.RemindAfterDays.Length)),
            selection
                .PerPerson.Where(relationships => relationships.Length > 0)
                .CountBy(relationships => relationships.Length)
                .OrderBy(load => load.Key)
                .ToDictionary(load => load.Key, load => load.Value),
            PreviewedLeftOut.Of(selection.LeftOut),
            [.. forecast.Before.Select(before => before.Wave)],
            [.. selection.Relationships.Select(Previewed)]
        )
        {
            AfterNames = [.. forecast.Before.Select(before => before.Name)],
        };

        PreviewedRelationship Previewed(SelectedRelationship chosen)
        {
            var row = PreviewedRelationship.Of(chosen, pulse.Precision, codes);
            return row with
            {
                NextWave = forecast.NextAsked.GetValueOrDefault(chosen.Relationship.Id),
                MergeWith =
                    row.Light == RelationshipLight.NotWorth.Text() ? RelationshipLights.MergeWith(chosen, selection.Relationships) : null,
            };
        }
    }

    private sealed record UnitCode(long Id, string Code);
}

/// <param name="ByChoice">Of the whole organisation, rounded down to a multiple of ChoiceStep; null: fewer, or never counted.</param>
/// <param name="ChoicesAsOf">The day of counting; null: never counted.</param>
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
