using Npgsql;
using Survey.Db.Languages;
using Survey.Db.Viewers;

namespace Survey.Db.Cases;

/// <summary>What people do with a case (rules E2 and E3). Each is one transaction and in the audit log.</summary>
/// <remarks>
/// False: there is no such case, or the viewer may not. A <see cref="RefusedException"/>: the case is in another state, or somebody
/// changed it since the version that the viewer saw. Nothing was written then.
/// </remarks>
public static class CaseActions
{
    /// <summary>The customer's lead; HR where the other side is HR.</summary>
    public static Task<bool> AgreeAsync(Database database, Viewer viewer, Guid id, int version, DateTimeOffset now, CancellationToken ct) =>
        ActAsync(
            database,
            viewer,
            id,
            now,
            held => held.MayAgree,
            async (connection, held) =>
            {
                held.Require(version, CaseState.Open);
                await MoveAsync(connection, held, CaseState.Agreed, CaseEventKind.Agreed, null, now, ct);
                return "agreed to a case";
            },
            ct
        );

    /// <summary>Everybody who may see the case may add a note, also after its end. A note needs no version.</summary>
    public static Task<bool> WriteAsync(Database database, Viewer viewer, Guid id, string text, DateTimeOffset now, CancellationToken ct) =>
        ActAsync(
            database,
            viewer,
            id,
            now,
            _ => true,
            async (connection, held) =>
            {
                Check(text);
                await CaseHistory.AddAsync(connection, id, CaseEventKind.Written, held.Party.PersonId, text, now, ct);
                return "wrote in a case";
            },
            ct
        );

    public static Task<bool> DoneAsync(Database database, Viewer viewer, Guid id, int version, DateTimeOffset now, CancellationToken ct) =>
        ActAsync(
            database,
            viewer,
            id,
            now,
            held => held.Party.MayDecide,
            async (connection, held) =>
            {
                held.Require(version, CaseState.Open, CaseState.Agreed);
                await MoveAsync(connection, held, CaseState.Done, CaseEventKind.Done, null, now, ct);
                return "marked a case as done";
            },
            ct
        );

    public static Task<bool> WithdrawAsync(
        Database database,
        Viewer viewer,
        Guid id,
        int version,
        string reason,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        ActAsync(
            database,
            viewer,
            id,
            now,
            held => held.Party.MayDecide,
            async (connection, held) =>
            {
                held.Require(version, CaseState.Open, CaseState.Agreed, CaseState.Done);
                Check(reason);
                await MoveAsync(connection, held, CaseState.Withdrawn, CaseEventKind.Withdrawn, reason, now, ct);
                return "withdrew a case";
            },
            ct
        );

    /// <summary>The next wave of any pulse will ask about the service first, see <see cref="EarlyRecheck"/>. Asking twice is one.</summary>
    public static Task<bool> AskEarlierAsync(
        Database database,
        Viewer viewer,
        Guid id,
        int version,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        ActAsync(
            database,
            viewer,
            id,
            now,
            held => held.Party.MayDecide,
            async (connection, held) =>
            {
                held.Require(version, CaseState.Done);
                var isNew = await connection.RunAsync(
                    "update service_case set recheck_wanted = true, version = version + 1 where id = @id and not recheck_wanted",
                    new { id },
                    ct
                );
                if (isNew > 0)
                {
                    await CaseHistory.AddAsync(connection, id, CaseEventKind.RecheckWanted, held.Party.PersonId, null, now, ct);
                }
                return "asked for an earlier re-check of a case";
            },
            ct
        );

    internal static async Task<bool> ActAsync(
        Database database,
        Viewer viewer,
        Guid id,
        DateTimeOffset now,
        Func<HeldCase, bool> may,
        Func<NpgsqlConnection, HeldCase, Task<string>> act,
        CancellationToken ct
    ) =>
        await database.InTransactionAsync(
            async connection =>
            {
                if (await HeldCase.TakeAsync(connection, viewer, id, now, ct) is not { } held || !may(held))
                {
                    return false;
                }
                var action = await act(connection, held);
                await AuditLog.AddAsync(connection, viewer.Email, action, $"{held.Relationship} {held.Item}", now, ct);
                return true;
            },
            ct
        );

    private static async Task MoveAsync(
        NpgsqlConnection connection,
        HeldCase held,
        CaseState state,
        CaseEventKind kind,
        string? text,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await connection.RunAsync(
            """
            update service_case
            set state = @state, version = version + 1,
                done_at = case when @state = 'done' then @now else done_at end,
                ended_at = case when @state = 'withdrawn' then @now else ended_at end
            where id = @Id
            """,
            new
            {
                held.Id,
                state = state.Text(),
                now,
            },
            ct
        );
        await CaseHistory.AddAsync(connection, held.Id, kind, held.Party.PersonId, text, now, ct);
    }

    private static void Check(string text)
    {
        if (CaseTerms.TextProblem(text) is { } problem)
        {
            throw new RefusedException(problem, "text");
        }
    }
}
