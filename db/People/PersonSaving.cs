using System.Text;
using Npgsql;
using Survey.Db.Languages;

namespace Survey.Db.People;

/// <summary>One person, entered by hand: a file of one row, by the same rules.</summary>
public static class PersonSaving
{
    /// <summary>Somebody with another address has the same name and unit: it has to be said whether both are one person.</summary>
    public const string SameName = "problems.people.sameName";

    private static readonly string[] Columns = [.. PersonImport.Columns.Required, .. PersonImport.Columns.Optional];

    private const string Key = "coalesce(lower(email), 'person ' || id)";

    /// <summary>In the caller's transaction.</summary>
    /// <param name="id">Null: somebody new.</param>
    /// <param name="valueOf">By column of <see cref="PersonImport.Columns"/>.</param>
    /// <exception cref="RefusedException">Place is the column; nothing was written.</exception>
    public static async Task<long> SaveAsync(
        NpgsqlConnection connection,
        long? id,
        Func<string, string> valueOf,
        NamesakePolicy namesakes,
        string actor,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (Columns.All(column => string.IsNullOrWhiteSpace(valueOf(column))))
        {
            // In a file that is no row at all.
            throw new RefusedException(new Sentence("problems.empty"), "name");
        }
        await CheckTakenAsync(connection, id, valueOf("email"), valueOf("external_id"), ct);
        using var row = Row(valueOf);
        try
        {
            if (id is { } known)
            {
                await PersonImport.ImportOneAsync(connection, row, known, actor, now, ct);
            }
            else
            {
                await PersonImport.ImportAsync(connection, row, namesakes, actor, now, ct);
            }
        }
        catch (RefusedException refused)
        {
            throw new RefusedException([.. refused.Problems.Select(problem => new Problem(null, problem.Place, Said(problem.Sentence)))]);
        }
        var saved = await connection.OneAsync<Saved>(
            $"""
            select id, {Key} as subject from person
            where id = @id or lower(email) = lower(@email) or lower(external_id) = lower(@externalId)
            """,
            new
            {
                id,
                email = EmailAddress.Normalize(valueOf("email")),
                externalId = valueOf("external_id"),
            },
            ct
        );
        await AuditLog.AddAsync(connection, actor, id is null ? "person added" : "person changed", saved.Subject, now, ct);
        return saved.Id;
    }

    /// <summary>Does not speak of a file, which a reader of the form does not have.</summary>
    private static Sentence Said(Sentence sentence) =>
        sentence.Values is [Sentence { Key: "problems.people.namesake" } namesake, ..]
            ? new Sentence(SameName, namesake.Values[1])
            : sentence;

    private static async Task CheckTakenAsync(NpgsqlConnection connection, long? id, string email, string externalId, CancellationToken ct)
    {
        var holders = await connection.ListAsync<Holder>(
            """
            select name, coalesce(lower(email) = lower(@email), false) as has_address from person
            where (lower(email) = lower(@email) or lower(external_id) = lower(@externalId)) and id is distinct from @id
            """,
            new
            {
                id,
                email = EmailAddress.Normalize(email),
                externalId,
            },
            ct
        );
        if (holders.Count > 0)
        {
            throw new RefusedException([
                .. holders.Select(holder => new Problem(
                    null,
                    holder.HasAddress ? "email" : "external_id",
                    new Sentence("problems.people.taken", holder.Name)
                )),
            ]);
        }
    }

    private static MemoryStream Row(Func<string, string> valueOf)
    {
        var cells = Columns.Select(column => '"' + valueOf(column).Replace("\"", "\"\"", StringComparison.Ordinal) + '"');
        return new MemoryStream(Encoding.UTF8.GetBytes($"{string.Join(',', Columns)}\n{string.Join(',', cells)}\n"));
    }

    private sealed record Saved(long Id, string Subject);

    private sealed record Holder(string Name, bool HasAddress);
}
