using System.Text;
using System.Text.Json;
using Survey.Db.Languages;

namespace Survey.Db.Json;

/// <summary>Names the place of each member that is unknown, missing or of the wrong kind.</summary>
internal static class JsonFile
{
    private const int Longest = 4 * 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    public static async Task<string> ReadAsync(Stream stream, JsonShape shape, CancellationToken ct)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(true, true), false, leaveOpen: true);
        var text = (await TextAsync(reader, ct)).TrimStart('\uFEFF');
        var problems = new List<Problem>();
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            shape.Check(document.RootElement, "", problems);
        }
        catch (JsonException problem)
        {
            throw new RefusedException([
                new Problem((int?)problem.LineNumber + 1, null, new("problems.json.notJson", FirstSentence(problem.Message))),
            ]);
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(new Sentence("problems.json.surrogateInName"));
        }
        return problems.Count == 0 ? text : throw new RefusedException(problems);
    }

    private static async Task<string> TextAsync(StreamReader reader, CancellationToken ct)
    {
        if (reader.BaseStream is { CanSeek: true, Length: > Longest })
        {
            throw new RefusedException(new Sentence("problems.json.tooLong", Longest / 1024 / 1024));
        }
        try
        {
            return await reader.ReadToEndAsync(ct);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(new Sentence("problems.json.notUtf8"));
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
