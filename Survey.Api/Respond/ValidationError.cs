using Survey.Db.Languages;

namespace Survey.Api.Respond;

/// <summary>Something that keeps what was entered from being stored.</summary>
/// <param name="Relationship">Code; null: of no relationship.</param>
/// <param name="Field">Breakdown point, question, or one of the fields beside them; null: of no field.</param>
/// <param name="Key">The text below "respond.problem".</param>
public sealed record ValidationError(string? Relationship, string? Field, string Key, params object[] Values)
{
    /// <summary>A low rating asks for one more answer, which is missing.</summary>
    public const string FollowUp = "followUp";

    /// <summary>It could not be stored now, but will be in a moment.</summary>
    public static ValidationError Busy { get; } = new(null, null, "busy");

    /// <summary>A script sent it: a person has to press the button.</summary>
    public static ValidationError Untouched { get; } = new(null, null, "untouched");

    public string In(Language language) => language.Format("respond.problem." + Key, Values);
}
