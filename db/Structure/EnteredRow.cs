using System.Text;
using Npgsql;
using Survey.Db.Csv;

namespace Survey.Db.Structure;

/// <summary>What a form contains, as a file of one row. So forms and files have the same rules.</summary>
internal static class EnteredRow
{
    public static MemoryStream Of(IReadOnlyDictionary<string, string> cells) => Of([cells]);

    /// <param name="rows">At least one, all with the same columns.</param>
    public static MemoryStream Of(IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        var columns = rows[0].Keys.ToList();
        var text = new StringBuilder().AppendJoin(',', columns).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(',', columns.Select(column => $"\"{row[column].Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                .Append('\n');
        }
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Problems without the line, which a form does not have.</summary>
    public static async Task<T> ImportAsync<T>(Func<Task<T>> import)
    {
        try
        {
            return await import();
        }
        catch (RefusedException refused)
        {
            throw new RefusedException([.. refused.Problems.Select(problem => problem with { Line = null })]);
        }
    }
}

public static class StructureLock
{
    /// <summary>Until the end of the transaction no import and no other form changes units or relationships.</summary>
    public static Task TakeAsync(NpgsqlConnection connection, CancellationToken ct) => Staging.OneAtATimeAsync(connection, ct);
}
