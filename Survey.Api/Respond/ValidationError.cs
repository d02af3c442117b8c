using Survey.Db.Languages;

namespace Survey.Api.Respond;

/// <param name="Relationship">Code, or null.</param>
/// <param name="Field">Breakdown point, question, another field, or null.</param>
/// <param name="Key">The text below "respond.problem".</param>
public sealed record ValidationError(string? Relationship, string? Field, string Key, params object[] Values)
{
    /// <summary>A low rating requires one more answer, which is missing.</summary>
    public const string FollowUp = "followUp";

    /// <summary>Cannot be stored now, but in a moment.</summary>
    public static ValidationError Busy { get; } = new(null, null, "busy");

    /// <summary>A script sent the form: a person has to press the button.</summary>
    public static ValidationError Untouched { get; } = new(null, null, "untouched");

    public string In(Language language) => language.Format("respond.problem." + Key, Values);
}
