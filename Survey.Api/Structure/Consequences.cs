using Npgsql;
using Survey.Api.Forms;
using Survey.Db;
using Survey.Db.Languages;
using Survey.Db.Reorganisations;
using Survey.Db.Structure;

namespace Survey.Api.Structure;

/// <summary>What a form does to waves. It is told before anything is saved (rule G2).</summary>
/// <param name="Digest">The form that brings it back is saved.</param>
public sealed record Consequences(IReadOnlyList<string> Sentences, string Digest)
{
    public const string Confirmed = "confirmed";

    /// <summary>Makes the change, unless it does something to waves that the form does not confirm.</summary>
    /// <returns>What to confirm; null: the change was made.</returns>
    public static async Task<Consequences?> SaveAsync(
        Database database,
        FormEntries entries,
        Language language,
        Func<NpgsqlConnection, Task> change,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await StructureLock.TakeAsync(connection, ct);
        var (_, done) = await Reorganisation.OfAsync(connection, ChangeAsync, now, ct);
        var told = Of(done, language);
        if (told is not null && told.Digest != entries[Confirmed])
        {
            await transaction.RollbackAsync(ct);
            return told;
        }
        await transaction.CommitAsync(ct);
        return null;

        async Task<bool> ChangeAsync()
        {
            await change(connection);
            return true;
        }
    }

    private static Consequences? Of(Reorganisation done, Language language)
    {
        IReadOnlyList<string> sentences = [.. done.Tell(language).Select(sentence => sentence.In(language))];
        return sentences.Count == 0 ? null : new(sentences, FormEntries.Empty.With(Confirmed, sentences).Version);
    }
}
