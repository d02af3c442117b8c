using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.Questionnaires;

/// <summary>What became of a change.</summary>
/// <param name="Before">The version that was the newest; null: there is no such journey.</param>
/// <param name="Stored">Null: nothing was stored.</param>
/// <param name="Problems">Places as in a file.</param>
public sealed record QuestionnaireChange(StoredQuestionnaire? Before, StoredVersion? Stored, IReadOnlyList<Problem> Problems)
{
    /// <summary>Somebody else has changed the same thing.</summary>
    public bool IsStale => Before is not null && Stored is null && Problems.Count == 0;

    /// <summary>Stores the first version of a journey.</summary>
    /// <exception cref="RefusedException">The code is taken, or the questionnaire breaks rules.</exception>
    public static Task BeginAsync(Database database, Questionnaire questionnaire, string actor, DateTimeOffset now, CancellationToken ct) =>
        database.InTransactionAsync(
            async connection =>
            {
                if (await StoredQuestionnaire.LockAsync(connection, questionnaire.Code, ct) is { } taken)
                {
                    throw new RefusedException(new Sentence("problems.journey.taken", taken.Code, taken.Questionnaire.Name), "code");
                }
                await QuestionnaireStore.StoreAsync(connection, await JourneyFile.CheckAsync(questionnaire, ct), actor, now, ct);
            },
            ct
        );

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
        StoredQuestionnaire? before = null;
        StoredVersion? stored = null;
        try
        {
            await database.InTransactionAsync(ApplyAsync, ct);
        }
        catch (RefusedException refusal)
        {
            return new(before, null, refusal.Problems);
        }
        return new(before, stored, []);

        async Task ApplyAsync(NpgsqlConnection connection)
        {
            before = await StoredQuestionnaire.LockAsync(connection, code, ct);
            if (before is not null && change(before.Questionnaire) is { } changed)
            {
                stored = await QuestionnaireStore.StoreAsync(connection, await JourneyFile.CheckAsync(changed, ct), actor, now, ct);
            }
        }
    }
}
