using Npgsql;

namespace Survey.Db.Questionnaires;

/// <summary>What became of a change.</summary>
/// <param name="Before">The version that was the newest; null: there is no such journey.</param>
/// <param name="IsStale">Somebody else has changed the same thing.</param>
public sealed record QuestionnaireChange(StoredQuestionnaire? Before, bool IsStale, IReadOnlyList<Problem> Problems)
{
    public bool IsStored => Before is not null && !IsStale && Problems.Count == 0;

    /// <summary>Stores another version.</summary>
    /// <param name="change">Of the newest version. Null: the change was based on what is not stored any more.</param>
    public static async Task<QuestionnaireChange> StoreAsync(
        Database database,
        string code,
        Func<Questionnaire, Questionnaire?> change,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var result = new QuestionnaireChange(null, false, []);
        try
        {
            await database.InTransactionAsync(ApplyAsync, ct);
        }
        catch (RefusedException refusal)
        {
            return result with { Problems = refusal.Problems };
        }
        return result;

        async Task ApplyAsync(NpgsqlConnection connection)
        {
            var before = await StoredQuestionnaire.LockAsync(connection, code, ct);
            result = new(before, false, []);
            if (before is null)
            {
                return;
            }
            if (change(before.Questionnaire) is not { } changed)
            {
                result = result with { IsStale = true };
                return;
            }
            await JourneyFile.CheckAsync(changed, ct);
            await QuestionnaireStore.StoreAsync(connection, changed, actor, now, ct);
        }
    }
}
