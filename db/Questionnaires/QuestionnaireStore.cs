using Npgsql;
using Survey.Db.Csv;

namespace Survey.Db.Questionnaires;

/// <summary>A stored questionnaire is never changed: a change is stored as a new version.</summary>
public static class QuestionnaireStore
{
    /// <summary>In the audit log; its subject is the journey's code and the version.</summary>
    internal const string Stored = "stored questions";

    public static async Task<StoredVersion> StoreAsync(
        NpgsqlConnection connection,
        Questionnaire questionnaire,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await Staging.OneAtATimeAsync(connection, ct);
        var digest = QuestionnaireJson.Digest(questionnaire);
        var newest = await connection.FindAsync<Newest>(
            """
            select journey.code, questionnaire.version, questionnaire.digest
            from questionnaire join journey on journey.id = questionnaire.journey_id
            where lower(journey.code) = lower(@Code)
            order by questionnaire.version desc
            limit 1
            """,
            new { questionnaire.Code },
            ct
        );
        if (newest?.Digest == digest)
        {
            return new StoredVersion(newest.Version, IsNew: false);
        }
        var version = (newest?.Version ?? 0) + 1;
        await AddAsync(connection, questionnaire, version, digest, now, ct);
        var subject = FormattableString.Invariant($"{newest?.Code ?? questionnaire.Code} {version}");
        await AuditLog.AddAsync(connection, actor, Stored, subject, now, ct);
        return new StoredVersion(version, IsNew: true);
    }

    /// <summary>By id.</summary>
    public static async Task<IReadOnlyDictionary<long, Questionnaire>> ReadAsync(
        NpgsqlConnection connection,
        IEnumerable<long> ids,
        CancellationToken ct
    )
    {
        var documents = await connection.ListAsync<(long Id, string Document)>(
            "select id, document::text from questionnaire where id = any(@ids)",
            new { ids = ids.Distinct().ToArray() },
            ct
        );
        return documents.ToDictionary(row => row.Id, row => QuestionnaireJson.Read(row.Document));
    }

    private static Task<int> AddAsync(
        NpgsqlConnection connection,
        Questionnaire questionnaire,
        int version,
        string digest,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.RunAsync(
            """
            insert into journey (code) select @Code where not exists (select from journey where lower(code) = lower(@Code));
            insert into questionnaire (journey_id, version, document, digest, created_at)
            select id, @version, @document::jsonb, @digest, @now from journey where lower(code) = lower(@Code)
            """,
            new
            {
                questionnaire.Code,
                version,
                document = QuestionnaireJson.Write(questionnaire),
                digest,
                now,
            },
            ct
        );

    private sealed record Newest(string Code, int Version, string Digest);
}

public sealed record StoredVersion(int Version, bool IsNew);
