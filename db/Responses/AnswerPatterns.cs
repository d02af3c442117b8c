using System.Runtime.CompilerServices;
using Npgsql;

namespace Survey.Db.Responses;

/// <summary>Equal answers of several people, by item position: see <c>QuestionKind</c>; null: not answered, -1: does not apply.</summary>
public sealed record AnswerPattern(IReadOnlyList<int?> Answers, int People);

/// <summary>Whole responses, for figures that combine answers of one person. Never stored, never shown.</summary>
public static class AnswerPatterns
{
    /// <summary>One relationship at a time, to limit memory. Grouped before sorting: there are far fewer patterns than responses.</summary>
    public static async IAsyncEnumerable<(long RelationshipId, IReadOnlyList<AnswerPattern> Patterns)> ReadAsync(
        NpgsqlConnection connection,
        long waveId,
        long[] reportingGroups,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(
            $"""
            with alike as materialized (
                select relationship_id, answers, count(*)::int as people
                from {ResponsePartitions.Responses(waveId)}
                where contact and reporting_group_id = any($1)
                group by relationship_id, answers
            )
            select relationship_id, answers, people from alike
            order by relationship_id, answers
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = reportingGroups });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var patterns = new List<AnswerPattern>();
        long? current = null;
        while (await reader.ReadAsync(ct))
        {
            if (current is { } done && done != reader.GetInt64(0))
            {
                yield return (done, patterns);
                patterns = [];
            }
            current = reader.GetInt64(0);
            patterns.Add(new(reader.GetFieldValue<int?[]>(1), reader.GetInt32(2)));
        }
        if (current is { } last)
        {
            yield return (last, patterns);
        }
    }
}
