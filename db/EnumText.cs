using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Db;

/// <summary>The text of an enum's member in the database, in JSON and in keys of texts: its name in snake case.</summary>
public static class EnumText
{
    public static string Text<T>(this T value)
        where T : struct, Enum => Known<T>.Texts[value];

    public static string? Text<T>(this T? value)
        where T : struct, Enum => value is { } known ? Known<T>.Texts[known] : null;

    /// <summary>Null: no member has this text.</summary>
    public static T? Find<T>(string? text)
        where T : struct, Enum => text is not null && Known<T>.Values.TryGetValue(text, out var value) ? value : null;

    /// <exception cref="FormatException">No member has this text.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum => Find<T>(text) ?? throw new FormatException($"'{text}' is no {typeof(T).Name}.");

    /// <summary>In the order of the enum.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => value.Text())];

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Texts = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Texts.ToFrozenDictionary(
            pair => pair.Value,
            pair => pair.Key,
            StringComparer.Ordinal
        );
    }
}

public sealed class EnumTextJson<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EnumText.Find<T>(reader.GetString()) ?? throw new JsonException($"'{reader.GetString()}' is no {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text());
}
