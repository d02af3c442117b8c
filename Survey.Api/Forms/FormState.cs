using System.Text.RegularExpressions;
using Survey.Db;
using Survey.Db.Languages;

namespace Survey.Api.Forms;

/// <summary>A form as it is shown: what is entered, and what is wrong with it.</summary>
public sealed partial record FormState(FormEntries Entries)
{
    /// <summary><see cref="Problem.Place"/> is the name of a field, or the column of a file that has the field's content.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>Null: the form is about something new.</summary>
    public FormEntries? Stored { get; init; }

    /// <summary>Somebody else changed the stored thing after the form was shown.</summary>
    public bool IsStale { get; init; }

    /// <summary>The form of a stored thing, with nothing changed yet.</summary>
    public static FormState Of(FormEntries stored) => new(stored) { Stored = stored };

    public FormState Refused(IReadOnlyList<Problem> problems) => this with { Problems = problems };

    /// <summary>The field of a problem; null: the problem concerns no field.</summary>
    public string? FieldOf(Problem problem)
    {
        var place = problem.Place ?? "";
        return !FieldName().IsMatch(place) ? null
            : Entries.Has(place + ".en") ? place + ".en"
            : LanguageColumn().Match(place) is { Success: true } column && Entries.Has($"{column.Groups[1]}.{column.Groups[2]}")
                ? $"{column.Groups[1]}.{column.Groups[2]}"
            : place;
    }

    public IEnumerable<Problem> ProblemsOf(string field) => Problems.Where(problem => FieldOf(problem) == field);

    /// <summary>What is stored now, if that is not what is entered here; null: nothing to tell.</summary>
    public IReadOnlyList<string>? StoredInstead(string field) =>
        IsStale && Stored is not null && !Stored.All(field).SequenceEqual(Entries.All(field)) ? Stored.All(field) : null;

    [GeneratedRegex(@"^[\w.-]+$")]
    private static partial Regex FieldName();

    [GeneratedRegex("^(.+)_([a-z]{2})$")]
    private static partial Regex LanguageColumn();
}

/// <param name="Value">What is sent.</param>
public sealed record FormOption(string Value, string Text);

/// <summary>Cascades to the fields of a form.</summary>
public sealed record FormContext(FormState State, Language Language);
