using Npgsql;
using Survey.Db.Invitations;
using Survey.Db.Messages;
using Survey.Db.Responses;

namespace Survey.Db.WaveLifecycle;

/// <summary>Rewrites a closed wave's tables in random order (rule A4). Only the exchange locks the parent tables.</summary>
public static class ResponseSealing
{
    /// <summary>Sorts half a million answers in memory. No JIT: compiling takes longer than these statements run.</summary>
    public static Task<int> PrepareAsync(NpgsqlConnection connection, CancellationToken ct) =>
        connection.RunAsync("set local work_mem = '64MB'; set local jit = off", null, ct);

    /// <summary>Ordering by the new random ids gives a random order.</summary>
    public static Task RewriteResponsesAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        RewriteAsync(
            connection,
            ResponsePartitions.Responses(waveId),
            waveId,
            """
            (id, wave_id, relationship_id, reporting_group_id, contact, answers, time_lost)
            select gen_random_uuid(), wave_id, relationship_id, reporting_group_id, contact, answers, time_lost
            """,
            ct
        );

    public static Task RewriteCommentsAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        RewriteAsync(
            connection,
            ResponsePartitions.Comments(waveId),
            waveId,
            """
            (id, wave_id, relationship_id, question, language, text, signed_name, shown_here, shown_unit_id)
            select gen_random_uuid(), wave_id, relationship_id, question, language, text, signed_name, shown_here, shown_unit_id
            """,
            ct
        );

    public static Task RewriteNotesAsync(NpgsqlConnection connection, long waveId, CancellationToken ct) =>
        RewriteAsync(
            connection,
            ResponsePartitions.Notes(waveId),
            waveId,
            """
            (id, wave_id, relationship_id, kind, name, text)
            select gen_random_uuid(), wave_id, relationship_id, kind, name, text
            """,
            ct
        );

    /// <summary>Also drops who answered, who declined, and the mails of the wave.</summary>
    public static async Task ExchangeAsync(NpgsqlConnection connection, long waveId, CancellationToken ct)
    {
        await TableLocks.TakeAsync(connection, "only answered, only declined, only response, only comment, only note, only message", ct);
        await connection.RunAsync(
            $"""
            drop table {ResponsePartitions.Answered(waveId)}, {ResponsePartitions.Declined(waveId)}, {MessagePartitions.Name(waveId)}
            """,
            null,
            ct
        );
        await ExchangeAsync(connection, "response", ResponsePartitions.Responses(waveId), waveId, ct);
        await ExchangeAsync(connection, "comment", ResponsePartitions.Comments(waveId), waveId, ct);
        await ExchangeAsync(connection, "note", ResponsePartitions.Notes(waveId), waveId, ct);
    }

    /// <summary>The check lets the table be attached without a scan. "like" the parent would lock the parent from now on.</summary>
    private static Task<int> RewriteAsync(NpgsqlConnection connection, string table, long waveId, string insert, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            create table {table}_sealed (like {table} including defaults including constraints);
            {Partitions.SameStatistics($"{table}_sealed", table)}
            alter table {table}_sealed add constraint {table}_wave check (wave_id = {waveId});
            insert into {table}_sealed {insert} from {table} order by 1;
            alter table {table}_sealed add constraint {table}_sealed_pkey primary key (wave_id, id);
            """,
            null,
            ct
        );

    private static Task<int> ExchangeAsync(NpgsqlConnection connection, string parent, string table, long waveId, CancellationToken ct) =>
        connection.RunAsync(
            $"""
            drop table {table};
            alter table {table}_sealed rename to {table};
            alter table {table} rename constraint {table}_sealed_pkey to {table}_pkey;
            alter table {parent} attach partition {table} for values in ({waveId});
            alter table {table} drop constraint {table}_wave;
            """,
            null,
            ct
        );
}
