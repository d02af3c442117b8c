using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Db.Questionnaires;

/// <summary>The JSON form of a questionnaire, in files and in the database. Unknown members are refused.</summary>
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

    /// <exception cref="JsonException">The text is not a questionnaire; the message says where.</exception>
    public static Questionnaire Read(string json) => JsonSerializer.Deserialize<Questionnaire>(json, Options)!;

    public static string Write(Questionnaire questionnaire) => JsonSerializer.Serialize(questionnaire, Options);

    /// <summary>Equal for equal questionnaires, whatever the layout of the file.</summary>
    public static string Digest(Questionnaire questionnaire) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Write(questionnaire))));
}
