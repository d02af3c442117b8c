using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Results;

namespace Survey.Db.Recognitions;

/// <summary>What may be passed on to the people of a provider: of the relationship's last sealed wave (rule E6).</summary>
/// <param name="Items">That clearly got better: overall first, then steps in their order. Without those that were passed on.</param>
/// <param name="People">Who would get it. It counts people who opted out: otherwise it would tell how many did (rule A2).</param>
public sealed record RecognitionOffer(
    long WaveId,
    ReportedRelationship Relationship,
    Questionnaire Questionnaire,
    IReadOnlyList<string> Items,
    IReadOnlyList<ThanksToPassOn> Thanks,
    int People
)
{
    public bool IsEmpty => Items.Count == 0 && Thanks.All(one => one.IsPassedOn);

    /// <returns>Null: there is no such relationship, or none of its waves is sealed.</returns>
    public static async Task<RecognitionOffer?> FindAsync(
        NpgsqlConnection connection,
        string code,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (
            await SealedWaves.OfRelationshipAsync(connection, code, ct) is not [var wave, ..]
            || await ReportedRelationship.FindAsync(connection, wave.Id, code, ct) is not { } relationship
        )
        {
            return null;
        }
        var asked = (await ReportedRelationship.QuestionnairesAsync(connection, wave.Id, [relationship.Id], ct))[relationship.Id];
        return new(
            wave.Id,
            relationship,
            asked,
            await ItemsAsync(connection, wave.Id, relationship.Id, asked, ct),
            await ThanksToPassOn.ListAsync(connection, wave.Id, relationship.Id, ct),
            await TeamPeople.CountAsync(connection, relationship.ProviderUnitId, now, ct)
        );
    }

    /// <summary>What is chosen and may be passed on, in the order of the offer.</summary>
    public RecognitionChoice Choose(string? item, IEnumerable<Guid> thanks)
    {
        var wanted = thanks.ToHashSet();
        return new(
            WaveId,
            Relationship.Id,
            item is not null && Items.Contains(item) ? item : null,
            [.. Thanks.Where(one => !one.IsPassedOn && wanted.Contains(one.Id)).Select(one => one.Id)]
        );
    }

    private static async Task<IReadOnlyList<string>> ItemsAsync(
        NpgsqlConnection connection,
        long waveId,
        long relationshipId,
        Questionnaire questionnaire,
        CancellationToken ct
    )
    {
        var better = (await Improvements.ListAsync(connection, [relationshipId], ct)).Select(one => one.Item).ToHashSet();
        better.ExceptWith(
            await connection.ListAsync<string>(
                """
                select item from recognition
                where wave_id = @waveId and relationship_id = @relationshipId and item is not null
                """,
                new { waveId, relationshipId },
                ct
            )
        );
        return [.. questionnaire.BreakdownPoints.Select(point => point.Code).Prepend(Item.Overall).Where(better.Contains)];
    }
}
