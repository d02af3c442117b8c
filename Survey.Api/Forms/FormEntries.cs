using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Survey.Db.Languages;

namespace Survey.Api.Forms;

/// <summary>What the fields of a form contain, by name.</summary>
public sealed class FormEntries
{
    /// <summary>The field that carries the version of what was stored when the form was shown.</summary>
    public const string VersionField = "version";

    private readonly ImmutableSortedDictionary<string, ImmutableArray<string>> _values;

    private FormEntries(ImmutableSortedDictionary<string, ImmutableArray<string>> values) => _values = values;

    public static FormEntries Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>Of the content; equal for equal content. So a stored thing needs no column for its version.</summary>
    public string Version
    {
        get
        {
            var text = new StringBuilder();
            foreach (var (name, values) in _values)
            {
                text.Append(name).Append('\u001f').AppendJoin('\u001e', values).Append('\u001d');
            }
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
        }
    }

    public static FormEntries Of(IFormCollection form) =>
        new(
            form.ToImmutableSortedDictionary(
                field => field.Key,
                field => field.Value.Select(value => (value ?? "").Trim()).ToImmutableArray(),
                StringComparer.Ordinal
            )
        );

    /// <summary>Trimmed; empty: the form has no such field, or nothing in it.</summary>
    public string this[string name] => _values.TryGetValue(name, out var values) && values.Length > 0 ? values[0] : "";

    public IReadOnlyList<string> All(string name) =>
        _values.TryGetValue(name, out var values) ? [.. values.Where(value => value.Length > 0)] : [];

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The texts of a <see cref="NamesFields"/>; null: there is none in any language.</summary>
    public LocalizedText? Names(string name)
    {
        var texts = new SortedDictionary<string, string>();
        foreach (var language in Language.Codes)
        {
            if (this[$"{name}.{language}"] is { Length: > 0 } text)
            {
                texts.Add(language, text);
            }
        }
        return texts.Count > 0 ? new LocalizedText(texts) : null;
    }

    /// <param name="value">Null removes the field.</param>
    public FormEntries With(string name, string? value) => With(name, value is null ? null : [value]);

    /// <param name="values">Null removes the field.</param>
    public FormEntries With(string name, IEnumerable<string>? values) =>
        new(values is null ? _values.Remove(name) : _values.SetItem(name, [.. values]));

    public FormEntries WithNames(string name, LocalizedText? texts) =>
        Language.Codes.Aggregate(this, (entries, language) =>
            entries.With($"{name}.{language}", texts?.Values.GetValueOrDefault(language) ?? "")
        );

    /// <summary>Nobody changed the stored thing since the form was shown.</summary>
    /// <param name="stored">Null: there is none.</param>
    public bool IsBasedOn(FormEntries? stored) => this[VersionField] == (stored?.Version ?? "");
}
