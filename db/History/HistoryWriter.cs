using Npgsql;
using Survey.Db.Questionnaires;
using Survey.Db.Responses;
using Survey.Db.Results;
using Survey.Db.Settings;
using Survey.Db.Waves;
using Survey.Db.Waves.Sampling;

namespace Survey.Db.History;

internal sealed class HistoryWriter(
    NpgsqlConnection connection,
    IReadOnlyList<HistoryRelationship> relationships,
    IReadOnlyList<string> points,
    PrivacyOptions privacy
)
{
    // Imported waves have no recorded reason for groups under 5.
    private readonly int _group = Math.Max(privacy.MinimumGroup, 5);

    public async Task<IReadOnlyList<long>> WriteAsync(IReadOnlyList<HistoryWave> waves, DateTimeOffset now, CancellationToken ct)
    {
        await connection.RunAsync("create index on import_response (wave)", null, ct);
        var ids = new List<long>();
        foreach (var wave in waves)
        {
            var id = await AddWaveAsync(wave, now, ct);
            await FreezeAsync(id, wave, ct);
            await new HistoryGroups(connection, relationships).WriteAsync(id, wave.Code, ct);
            await ResponsePartitions.CreateSealedAsync(connection, id, ct);
            await FillAsync(id, wave.Code, ct);
            await PublicationPlan.FixAsync(connection, id, ct);
            ids.Add(id);
        }
        return ids;
    }

    // Noon UTC is on the closing day in nearly every time zone.
    private Task<long> AddWaveAsync(HistoryWave wave, DateTimeOffset now, CancellationToken ct) =>
        connection.OneAsync<long>(
            """
            insert into wave (code, pulse_id, period, state, seed, opens_at, closes_at, opened_at, closed_at, sealed_at,
                              minimum_group, minimum_comments, import_digest)
            values (@Code, null, @ClosedOn, 'sealed', @seed, @noon, @noon, @noon, @noon, @now, @group, @comments, @digest)
            returning id
            """,
            new
            {
                wave.Code,
                wave.ClosedOn,
                seed = SeededHash.Seed(wave.Code),
                noon = new DateTimeOffset(wave.ClosedOn, new TimeOnly(12, 0), TimeSpan.Zero),
                now,
                group = _group,
                comments = MinimumComments,
                digest = wave.Digest.ToString(),
            },
            ct
        );

    private int MinimumComments => Math.Max(privacy.MinimumComments, _group);

    private Task<int> FreezeAsync(long waveId, HistoryWave wave, CancellationToken ct) =>
        connection.RunAsync(
            """
            insert into wave_unit (wave_id, unit_id, code, names, parent_id) select @waveId, id, code, names, parent_id from unit;
            insert into wave_relationship (wave_id, relationship_id, code, kind, provider_unit_id, customer_unit_id, questionnaire_id,
                                           minimum_group, minimum_comments, customers)
            select @waveId, r.id, r.code, r.kind, r.provider_unit_id, r.customer_unit_id, given.questionnaire_id,
                   case when r.kind = 'within_team' then greatest(@group, 7) else @group end,
                   case when r.kind = 'within_team' then null else @comments end, given.customers
            from unnest(@ids, @questionnaires, @customers) as given (id, questionnaire_id, customers)
            join relationship r on r.id = given.id
            """,
            new
            {
                waveId,
                group = _group,
                comments = MinimumComments,
                ids = wave.Parts.Keys.ToArray(),
                questionnaires = wave
                    .Parts.Keys.Select(id => relationships.First(relationship => relationship.Id == id).QuestionnaireId)
                    .ToArray(),
                customers = wave.Parts.Values.Select(part => part.Customers).ToArray(),
            },
            ct
        );

    private Task<int> FillAsync(long waveId, string wave, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            insert into {ResponsePartitions.Responses(waveId)} (id, wave_id, relationship_id, reporting_group_id, contact, answers)
            select gen_random_uuid(), @waveId, i.relationship_id, g.group_id, true, {Answers()}
            from import_response i
            join import_group g on g.relationship_id = i.relationship_id and g.employment = coalesce(i.employment, '')
            where i.wave = @wave
            order by random();

            insert into {ResponsePartitions.Comments(waveId)} (id, wave_id, relationship_id, question, language, text)
            select gen_random_uuid(), @waveId, relationship_id, question, 'und', comment
            from import_response
            where wave = @wave and comment is not null
            order by random();
            """,
            new { waveId, wave },
            ct
        );

    private string Answers()
    {
        var cases = relationships
            .DistinctBy(relationship => relationship.QuestionnaireId)
            .Select(relationship =>
                $"when {relationship.QuestionnaireId} then array["
                + $"{string.Join(", ", relationship.Questionnaire.Items.Select(Source))}]::int[]"
            );
        return $"case i.questionnaire_id {string.Join(' ', cases)} end";
    }

    private string Source(Item item)
    {
        var index = item.IsBreakdownPoint
            ? points.ToList().FindIndex(point => point.Equals(item.Key, StringComparison.OrdinalIgnoreCase))
            : -1;
        return item.Key == Item.Overall ? "i.overall"
            : index < 0 ? "null"
            : $"i.points[{index + 1}]";
    }
}
