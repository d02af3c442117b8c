namespace Survey.Api.Respond;

/// <summary>Input as it was entered. <see cref="Validator"/> checks it; the form shows it again if there is a problem.</summary>
public sealed class FormInput
{
    /// <summary>By code of the relationship, in any case.</summary>
    public Dictionary<string, RelationshipInput> Relationships { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Id of the page that was sent; the same each time that page is sent; null: missing.</summary>
    public Guid? Receipt { get; set; }

    /// <summary>A script sent the form before a person had clicked or typed (rule B1).</summary>
    public bool IsUntouched { get; set; }

    /// <summary>The person was told which services are not rated, and sends the form nevertheless.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Some input belongs to no relationship of the invitation.</summary>
    public bool HasForeign { get; set; }

    public RelationshipInput Of(string code)
    {
        if (!Relationships.TryGetValue(code, out var input))
        {
            Relationships.Add(code, input = new RelationshipInput());
        }
        return input;
    }
}

public sealed class RelationshipInput
{
    public const string DoesNotApply = "n/a";

    /// <summary>"I have had no contact with them since 1 November": answers of this relationship do not count.</summary>
    public bool NoContact { get; set; }

    /// <summary>By breakdown point or question; never blank: "1" to "5", <see cref="DoesNotApply"/>, or an option's code.</summary>
    public Dictionary<string, IReadOnlyList<string>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>One of <see cref="TimeLost.Bands"/>; null: not answered.</summary>
    public string? TimeLost { get; set; }

    /// <summary>The text questions that the writer signs.</summary>
    public HashSet<string> UnderName { get; } = new(StringComparer.Ordinal);

    public string? ContactMe { get; set; }

    public string? Thanks { get; set; }

    public bool NotForAYear { get; set; }

    /// <summary>The only value entered for a question, or null.</summary>
    public string? Value(string key) => Answers.TryGetValue(key, out var values) ? values[0] : null;

    public bool Has(string key, string value) => Answers.TryGetValue(key, out var values) && values.Contains(value, StringComparer.Ordinal);
}

internal static class TimeLost
{
    /// <summary>The index of a band is stored.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["none", "under15m", "under1h", "under4h", "more"];
}
