using Npgsql;

namespace Survey.Db.Responses;

/// <param name="Position">Of the item, from 0.</param>
/// <param name="Value">As stored: see <c>QuestionKind</c>; -1: does not apply.</param>
public readonly record struct AnswerCount(long ReportingGroupId, int Position, int Value, int Count);

/// <param name="TimeLost">0 to 4; null: not answered.</param>
public readonly record struct ContactCount(long ReportingGroupId, bool Contact, int? TimeLost, int Count);

/// <summary>Reads the wave's own table: a lock on the parent until commit would make two sealings wait for each other.</summary>
public static class Histograms
{
    public static Task<IReadOnlyList<AnswerCount>> AnswersAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<AnswerCount>(
            $"""
            select reporting_group_id, position::int - 1 as position, value, sum(people)::int as count
            from (
                select reporting_group_id, answers, count(*) as people
                from {ResponsePartitions.Responses(waveId)}
                where contact
                group by reporting_group_id, answers
            ) alike
            cross join unnest(answers) with ordinality as answer (value, position)
            where value is not null
            group by reporting_group_id, position, value
            """,
            null,
            ct
        );

    public static Task<IReadOnlyList<ContactCount>> ContactsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        connection.ListAsync<ContactCount>(
            $"""
            select reporting_group_id, contact, time_lost::int as time_lost, count(*)::int as count
            from {ResponsePartitions.Responses(waveId)}
            group by reporting_group_id, contact, time_lost
            """,
            null,
            ct
        );
}
