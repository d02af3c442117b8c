using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Survey.Db.Languages;

/// <summary>One language of the product: its words, numbers, dates and plural forms. One file in Texts/ each.</summary>
public sealed class Language
{
    private static readonly FrozenDictionary<string, Language> All = LoadAll();

    private readonly FrozenDictionary<string, string> _texts;

    private Language(string code, FrozenDictionary<string, string> texts)
    {
        Code = code;
        _texts = texts;
        Culture = CultureInfo.GetCultureInfo(texts["language.culture"]);
    }

    /// <summary>The codes of every language there is, English first.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [.. All.Keys.OrderBy(code => code == "en" ? 0 : 1).ThenBy(code => Array.IndexOf(["fi", "et", "pl", "fr"], code))];

    /// <summary>Two letters, such as "fi".</summary>
    public string Code { get; }

    /// <summary>Formats this language's numbers and dates.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Every key, for the tests that compare the files.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The language with that code; English when there is none.</summary>
    public static Language Of(string? code) => code is not null && All.TryGetValue(code, out var language) ? language : All["en"];

    /// <summary>The text of a key such as "respond.title".</summary>
    /// <exception cref="KeyNotFoundException">No such key: a fault of the program, found by a test.</exception>
    public string this[string key] =>
        _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"Texts/{Code}.json has no '{key}'.");

    /// <summary>The text with {0}, {1} ... filled in, numbers and dates as this language writes them.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(Culture, this[key], values);

    /// <summary>
    /// The form of "key.one", "key.few", "key.many" or "key.other" that goes with <paramref name="count"/>;
    /// {0} is the count, {1} ... are <paramref name="values"/>.
    /// </summary>
    public string Count(string key, int count, params ReadOnlySpan<object?> values)
    {
        var form = $"{key}.{PluralForms.Of(Code, count)}";
        return string.Format(Culture, this[_texts.ContainsKey(form) ? form : key + ".other"], [count, .. values]);
    }

    /// <summary>The day in words, such as "21 November 2026".</summary>
    public string Day(DateOnly day) => day.ToString(this[day.Day == 1 ? "language.firstDay" : "language.day"], Culture);

    private static FrozenDictionary<string, Language> LoadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .ToFrozenDictionary(language => language.Code);
    }

    private static Language Load(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var document = JsonDocument.Parse(stream);
        var texts = new Dictionary<string, string>();
        Flatten("", document.RootElement, texts);
        return new Language(Path.GetFileNameWithoutExtension(resource), texts.ToFrozenDictionary());
    }

    private static void Flatten(string prefix, JsonElement element, Dictionary<string, string> texts)
    {
        foreach (var member in element.EnumerateObject())
        {
            var key = prefix + member.Name;
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Flatten(key + ".", member.Value, texts);
            }
            else
            {
                texts.Add(key, member.Value.GetString()!);
            }
        }
    }
}
