namespace Survey.Api.Looks;

/// <summary>Of the looks at one relationship, the most urgent first.</summary>
public enum CheckState
{
    Overdue,
    Due,
    Looked,

    /// <summary>No wave with results that are new enough to be looked at.</summary>
    NoResults,
}
