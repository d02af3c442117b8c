using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Db.Questionnaires;

public static class QuestionnaireJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonSerializerOptions FileOptions = new(Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="JsonException">The text is not a questionnaire; the message names the place.</exception>
    public static Questionnaire Read(string json) => JsonSerializer.Deserialize<Questionnaire>(json, Options)!;

    public static string Write(Questionnaire questionnaire) => JsonSerializer.Serialize(questionnaire, Options);

    /// <summary>To read and to change by hand.</summary>
    public static byte[] WriteFile(Questionnaire questionnaire) => JsonSerializer.SerializeToUtf8Bytes(questionnaire, FileOptions);

    public static string Digest(Questionnaire questionnaire) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(questionnaire))));
}
