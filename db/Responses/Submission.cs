namespace Survey.Db.Responses;

/// <param name="Language">Of the comments.</param>
/// <param name="Responses">At least one. A relationship that was left empty is not in it.</param>
/// <param name="Pauses">Relationships not to be asked about for a year.</param>
public sealed record Submission(
    Guid InvitationId,
    long WaveId,
    long PersonId,
    string Language,
    IReadOnlyList<GivenResponse> Responses,
    IReadOnlyList<GivenComment> Comments,
    IReadOnlyList<GivenNote> Notes,
    IReadOnlyList<long> Pauses
)
{
    /// <summary>Random. A retry has the same receipt, so it can be told from a second submission.</summary>
    public Guid Receipt { get; init; } = Guid.NewGuid();

    /// <summary>There is data to store apart from the answers.</summary>
    public bool HasMore => Notes.Count > 0 || Pauses.Count > 0;
}

/// <param name="Contact">False: "I had no contact with them in this period"; then all answers are null.</param>
/// <param name="Answers">In the order of <c>Questionnaire.Items</c>; null: not answered, -1: does not apply.</param>
/// <param name="TimeLost">0 to 4: none, under15m, under1h, under4h, more; null: not answered.</param>
public sealed record GivenResponse(long RelationshipId, long ReportingGroupId, bool Contact, IReadOnlyList<int?> Answers, int? TimeLost);

/// <param name="Question">Key of the text question.</param>
/// <param name="SignedName">Null: the writer did not sign.</param>
public sealed record GivenComment(long RelationshipId, string Question, string Text, string? SignedName);

/// <param name="Kind">contact or thanks.</param>
/// <param name="Name">Null for thanks.</param>
public sealed record GivenNote(long RelationshipId, string Kind, string? Name, string Text);

public enum SubmissionResult
{
    Stored,

    /// <summary>The invitation was answered before; nothing was stored.</summary>
    AlreadyAnswered,

    /// <summary>The wave is not open; nothing was stored.</summary>
    Closed,
}
