using System.Runtime.CompilerServices;
using Npgsql;

namespace Survey.Db.Responses;

/// <summary>What several people answered alike about one relationship.</summary>
/// <param name="Answers">By the position of the item, as stored: see <c>QuestionKind</c>; null: not answered, -1: does not apply.</param>
/// <param name="People">At least 1.</param>
public sealed record AnswerPattern(IReadOnlyList<int?> Answers, int People);

/// <summary>Whole responses, for the figures that look at several answers of one person at once. Never stored, never shown.</summary>
public static class AnswerPatterns
{
    /// <summary>
    /// One relationship after the other, so that a large wave needs no more memory than its largest relationship. Counted before it is
    /// put in order, because those who answered alike are fewer by far than the responses.
    /// </summary>
    /// <param name="reportingGroups">Those that are wanted; of others nothing is read.</param>
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
