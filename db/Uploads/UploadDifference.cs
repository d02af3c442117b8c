using Survey.Db.Languages;
using Survey.Db.Reorganisations;

namespace Survey.Db.Uploads;

public enum UploadChangeKind
{
    New,
    Changed,
    Leaving,
}

/// <param name="Before">By field; null: new.</param>
/// <param name="After">By field.</param>
public sealed record UploadChange(
    UploadChangeKind Kind,
    string Name,
    IReadOnlyDictionary<string, string?>? Before,
    IReadOnlyDictionary<string, string?> After
)
{
    /// <summary>Fields whose value changes, with the values; of something new, all that have a value.</summary>
    public IReadOnlyList<(string Field, string? Before, string? After)> Fields(IReadOnlyList<string> order) =>
        [
            .. order
                .Where(field => After.ContainsKey(field))
                .Select(field => (field, Before: Before?[field], After: After[field]))
                .Where(field => field.Before != field.After),
        ];
}

/// <summary>What a file changes, or why it changes nothing.</summary>
public sealed record UploadDifference
{
    public int New { get; init; }
    public int Changed { get; init; }
    public int Unchanged { get; init; }
    public int Leaving { get; init; }

    /// <summary>People who are active before the change.</summary>
    public int Active { get; init; }

    /// <summary>The first of each kind.</summary>
    public IReadOnlyList<UploadChange> First { get; init; } = [];

    /// <summary>Names of all units after the change, by code.</summary>
    public IReadOnlyDictionary<string, LocalizedText> Units { get; init; } = new Dictionary<string, LocalizedText>();

    /// <summary>Names of units that the file makes, too.</summary>
    public IReadOnlyList<string> NewUnits { get; init; } = [];

    public IReadOnlyList<Problem> Problems { get; init; } = [];
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>What the change does to waves and trends; null: the file has problems.</summary>
    public Reorganisation? Reorganisation { get; init; }

    /// <summary>Equal for equal changes. Who confirms has seen these changes and no others.</summary>
    public string Digest { get; init; } = "";

    /// <summary>Waves of earlier answers that must be published in the same transaction.</summary>
    public IReadOnlyList<long> NewWaveIds { get; init; } = [];

    /// <summary>So many leave that a wrong file is more probable than a wave of notices.</summary>
    public bool EndsMany => Leaving * 10 > Active;

    public bool IsEmpty => New + Changed + Leaving == 0;

    /// <summary>People may be in the file under a new address: somebody has to say whether they are the same.</summary>
    public bool AsksForNamesakes => Problems.Any(problem => Keys(problem.Sentence).Contains("problems.people.namesake"));

    /// <summary>The file names units that do not exist.</summary>
    public bool NamesNewUnits => Problems.Any(problem => Keys(problem.Sentence).Contains("problems.unit.unknown"));

    private static IEnumerable<string> Keys(Sentence sentence) => sentence.Values.OfType<Sentence>().SelectMany(Keys).Prepend(sentence.Key);
}
