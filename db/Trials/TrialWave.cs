using System.Data;
using Npgsql;
using Survey.Db.Pulses;
using Survey.Db.Questionnaires;
using Survey.Db.Results;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;
using Survey.Db.Zones;

namespace Survey.Db.Trials;

/// <summary>The first wave of a pulse as its opening would select and freeze it, in memory (rule G6).</summary>
/// <remarks>No answer, invitation, opt-out or pause is looked at, so that none can be seen in it (rule A2).</remarks>
/// <param name="Invitations">The reporting groups of each invited person, one per relationship.</param>
/// <param name="Units">By code.</param>
public sealed record TrialWave(
    Pulse Pulse,
    PublicationFrame Frame,
    IReadOnlyList<SelectedRelationship> Selected,
    IReadOnlyList<IReadOnlyList<long>> Invitations,
    IReadOnlyList<WaveUnit> Units
)
{
    /// <summary>Postgres refuses to write, and all reads see one state.</summary>
    public static async Task<TrialWave> ReadAsync(NpgsqlConnection connection, Pulse pulse, DateTimeOffset now, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await connection.RunAsync("set transaction read only", null, ct);
        var situation = await SituationAsync(connection, pulse, now, ct);
        var selection = Selector.Select(situation, SelectionRules.Of(pulse), SeededHash.Seed(pulse.Code));
        var asked = selection.Relationships.Where(chosen => chosen.Reason is null).ToList();
        var journeys = await JourneysAsync(connection, ct);
        var relationships = asked.Select(chosen => Framed(chosen, pulse, journeys)).OrderBy(one => one.RelationshipId).ToList();
        var groups = new TrialGroups(asked);
        var units = await UnitsAsync(connection, ct);
        var cells = await PublicationPlan.ForeseeAsync(connection, relationships, groups.Framed, ct);
        var frame = new PublicationFrame(
            "trial",
            [.. cells.Select(cell => groups.Covered(cell, situation))],
            relationships,
            groups.Framed,
            units.ToDictionary(unit => unit.UnitId, unit => unit.ParentId),
            await QuestionnaireStore.ReadAsync(
                connection,
                selection.Relationships.Select(chosen => chosen.Relationship.QuestionnaireId),
                ct
            )
        );
        return new(pulse, frame, selection.Relationships, groups.Invitations, units);
    }

    private static async Task<OpeningSituation> SituationAsync(
        NpgsqlConnection connection,
        Pulse pulse,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var day = LocalTime.DayOf(now, pulse.TimeZone);
        var people = (await KnownPerson.AllAsync(connection, ct)).Where(person => person.IsActive(day));
        return new OpeningSituation(
            [.. people.Select(person => person.Opening(day, day.AddDays(pulse.OpenDays), isInvitedLately: false))],
            await UnitTree.ReadAsync(connection, ct),
            await OpeningRelationship.DeclaredAsync(connection, pulse.Relationships, ct),
            new HashSet<(long, long)>(),
            new Dictionary<long, IReadOnlyDictionary<long, AskedBefore>>()
        ).WithoutChoices();
    }

    private static FramedRelationship Framed(SelectedRelationship chosen, Pulse pulse, IReadOnlyDictionary<long, long> journeys) =>
        new(
            chosen.Relationship.Id,
            chosen.Relationship.ProviderUnitId,
            chosen.Relationship.CustomerUnitId,
            chosen.Relationship.QuestionnaireId,
            journeys[chosen.Relationship.QuestionnaireId],
            chosen.Group,
            chosen.Relationship.IsWithinTeam ? null : Math.Max(pulse.MinimumComments, pulse.MinimumGroup),
            chosen.Customers,
            chosen.Invited,
            chosen.Invited
        );

    private static async Task<IReadOnlyDictionary<long, long>> JourneysAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = await connection.ListAsync<(long Id, long JourneyId)>("select id, journey_id from questionnaire", null, ct);
        return rows.ToDictionary(row => row.Id, row => row.JourneyId);
    }

    private static Task<IReadOnlyList<WaveUnit>> UnitsAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.ListAsync<WaveUnit>("select id as unit_id, code, names, parent_id from unit order by lower(code)", null, ct);
}
