using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Db.Languages;

/// <param name="values">Language code to text; never empty.</param>
[JsonConverter(typeof(LocalizedTextConverter))]
public sealed class LocalizedText(IReadOnlyDictionary<string, string> values)
{
    public IReadOnlyDictionary<string, string> Values { get; } = values;

    public string In(string language) =>
        Values.TryGetValue(language, out var text) ? text
        : Values.TryGetValue("en", out var english) ? english
        : Values.Values.First();

    public static LocalizedText Of(string english) => new(new Dictionary<string, string> { ["en"] = english });

    public string ToJson() => JsonSerializer.Serialize(Values);

    public static LocalizedText FromJson(string json) => new(JsonSerializer.Deserialize<SortedDictionary<string, string>>(json)!);

    public override string ToString() => In("en");
}

/// <summary>Reads one text, which counts as English, or one per language.</summary>
internal sealed class TextOrTextsConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? LocalizedText.Of(reader.GetString()!)
            : JsonSerializer.Deserialize<LocalizedText>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Values, options);
}

internal sealed class LocalizedTextConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var values = JsonSerializer.Deserialize<SortedDictionary<string, string>>(ref reader)!;
        var unknown = values.Keys.FirstOrDefault(language => !Language.Codes.Contains(language));
        if (unknown is not null)
        {
            throw new JsonException($"'{unknown}' is not one of {string.Join(", ", Language.Codes)}");
        }
        return values.Count > 0 ? new LocalizedText(values) : throw new JsonException("a text is needed in at least one language");
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Values);
}
