namespace Survey.Api.Respond;

/// <summary>What somebody entered, as it came in: checked by <see cref="Validator"/>, and shown again when something is wrong with it.</summary>
public sealed class FormInput
{
    /// <summary>By code of the relationship, whatever its case.</summary>
    public Dictionary<string, RelationshipInput> Relationships { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of the page from which it was sent, the same however often that is sent; null: it came without.</summary>
    public Guid? Receipt { get; set; }

    /// <summary>A script sent it before a person had clicked or typed.</summary>
    public bool IsUntouched { get; set; }

    /// <summary>Something was entered that belongs to none of the relationships asked about.</summary>
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

    /// <summary>"I had no contact with them in this period": the answers below do not count.</summary>
    public bool NoContact { get; set; }

    /// <summary>By breakdown point or question; never blank. A rating is "1" to "5" or <see cref="DoesNotApply"/>, a choice an option's code.</summary>
    public Dictionary<string, IReadOnlyList<string>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>One of <see cref="TimeLost.Bands"/>; null: not answered.</summary>
    public string? TimeLost { get; set; }

    /// <summary>The text questions under which the name shall stand.</summary>
    public HashSet<string> UnderName { get; } = new(StringComparer.Ordinal);

    public string? ContactMe { get; set; }

    public string? Thanks { get; set; }

    public bool NotForAYear { get; set; }

    /// <summary>The only value entered for a question; null: none.</summary>
    public string? Value(string key) => Answers.TryGetValue(key, out var values) ? values[0] : null;

    public bool Has(string key, string value) => Answers.TryGetValue(key, out var values) && values.Contains(value, StringComparer.Ordinal);
}

/// <summary>How much work time was lost, in bands.</summary>
internal static class TimeLost
{
    /// <summary>A band's position is what is stored.</summary>
    public static IReadOnlyList<string> Bands { get; } = ["none", "under15m", "under1h", "under4h", "more"];
}
