using Npgsql;
using Survey.Db.Csv;
using Survey.Db.Settings;
using Survey.Db.Waves;

namespace Survey.Db.History;

/// <summary>Each value of the column "wave" becomes one sealed wave.</summary>
public static class ResponseImport
{
    public static readonly CsvColumns Columns = new(
        ["wave", "closed_on", "relationship", "overall"],
        ["employment", "customers", "comment"],
        Others: true
    )
    {
        FreeText = ["comment"],
    };

    /// <summary>The caller commits and publishes the new waves. A stored wave with the same rows in any order is left alone.</summary>
    /// <exception cref="RefusedException">The file has problems, or other rows for a stored wave; nothing was written.</exception>
    public static async Task<ImportedResponses> ImportAsync(
        NpgsqlConnection connection,
        Stream csv,
        PrivacyOptions privacy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var problems = new Problems();
        using var file = CsvFile.Open(csv, Columns, problems);
        await Staging.OneAtATimeAsync(connection, ct);
        var relationships = await HistoryRelationship.AllAsync(connection, ct);
        var responses = new ResponseFile(file, relationships, DateOnly.FromDateTime(now.UtcDateTime.AddDays(1)));
        responses.CheckHeader(problems);
        await Staging.FillAsync(
            connection,
            "import_response",
            """
            line int, wave text, relationship_id bigint, questionnaire_id bigint, question text, employment text, overall int, points int[],
            comment text
            """,
            "line, wave, relationship_id, questionnaire_id, question, employment, overall, points, comment",
            responses.Rows(),
            ct
        );
        CheckCustomers(responses.Waves.Values, problems);
        problems.ThrowIfAny();

        var present = await PresentAsync(connection, [.. responses.Waves.Keys], ct);
        CheckPresent(responses.Waves.Values, present, problems);
        problems.ThrowIfAny();
        var missing = responses.Waves.Values.Where(wave => !present.ContainsKey(wave.Code)).OrderBy(wave => wave.ClosedOn).ToList();
        var writer = new HistoryWriter(connection, [.. relationships.Values], responses.Points, privacy);
        var ids = await writer.WriteAsync(missing, now, ct);
        var added = missing.Sum(wave => wave.Digest.Rows);
        var unchanged = responses.Waves.Values.Sum(wave => wave.Digest.Rows) - added;
        return new ImportedResponses(new ImportCounts(added, 0, unchanged) { Warnings = problems.Warnings }, ids);
    }

    private static void CheckCustomers(IEnumerable<HistoryWave> waves, Problems problems)
    {
        foreach (var part in waves.SelectMany(wave => wave.Parts.Values).Where(part => part.Rows > part.Customers))
        {
            problems.Add(part.Line, "customers", new("problems.response.fewCustomers", part.Customers!, part.Rows));
        }
    }

    private static async Task<Dictionary<string, string?>> PresentAsync(NpgsqlConnection connection, string[] codes, CancellationToken ct)
    {
        var rows = await connection.ListAsync<(string Code, string? Digest)>(
            "select code, import_digest from wave where lower(code) in (select lower(given) from unnest(@codes) as given)",
            new { codes },
            ct
        );
        return rows.ToDictionary(row => row.Code, row => row.Digest, StringComparer.OrdinalIgnoreCase);
    }

    private static void CheckPresent(IEnumerable<HistoryWave> waves, Dictionary<string, string?> present, Problems problems)
    {
        foreach (var wave in waves)
        {
            if (present.TryGetValue(wave.Code, out var digest) && digest != wave.Digest.ToString())
            {
                problems.Add(
                    wave.Line,
                    "wave",
                    digest is null ? new("problems.response.pulseWave", wave.Code) : new("problems.response.otherContent", wave.Code)
                );
            }
        }
    }
}

/// <param name="NewWaveIds">Must be published now; ordered by closing day.</param>
public sealed record ImportedResponses(ImportCounts Counts, IReadOnlyList<long> NewWaveIds);
