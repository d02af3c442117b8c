using System.Text;
using System.Text.Json;

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
        var problems = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            shape.Check(document.RootElement, "", problems);
        }
        catch (JsonException problem)
        {
            var line = problem.LineNumber is { } number ? $"line {number + 1}: " : "";
            throw new RefusedException($"{line}this is not JSON: {FirstSentence(problem.Message)}");
        }
        catch (InvalidOperationException)
        {
            throw new RefusedException(
                "the name of a member has an incomplete character (\\ud800 to \\udfff, a lone surrogate): type it again"
            );
        }
        return problems.Count == 0 ? text : throw new RefusedException(problems);
    }

    private static async Task<string> TextAsync(StreamReader reader, CancellationToken ct)
    {
        if (reader.BaseStream is { CanSeek: true, Length: > Longest })
        {
            throw new RefusedException($"the file is longer than {Longest / 1024 / 1024} MB");
        }
        try
        {
            return await reader.ReadToEndAsync(ct);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException("the file is not UTF-8");
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
