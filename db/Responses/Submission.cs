namespace Survey.Db.Responses;

/// <summary>Everything that one person sends at once, checked. Each list is stored apart from the others.</summary>
/// <param name="Language">In which the comments are written.</param>
/// <param name="Responses">At least one; a relationship that was left empty is not among them.</param>
/// <param name="Pauses">Relationships about which the person does not want to be asked for a year.</param>
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
    /// <summary>Random, and the same when the same is sent again, so that a repeated sending is told from a second one.</summary>
    public Guid Receipt { get; init; } = Guid.NewGuid();

    /// <summary>True when something is to be stored apart from the answers.</summary>
    public bool HasMore => Notes.Count > 0 || Pauses.Count > 0;
}

/// <param name="Contact">False: "I had no contact with them in this period"; then no element of <paramref name="Answers"/> has a value.</param>
/// <param name="Answers">Aligned with <c>Questionnaire.Items</c>; null: not answered, -1: does not apply.</param>
/// <param name="TimeLost">0 to 4: none, under15m, under1h, under4h, more; null: not answered.</param>
public sealed record GivenResponse(long RelationshipId, long ReportingGroupId, bool Contact, IReadOnlyList<int?> Answers, int? TimeLost);

/// <param name="Question">Key of the question of kind text.</param>
/// <param name="SignedName">The writer's name if they chose to sign; else null.</param>
public sealed record GivenComment(long RelationshipId, string Question, string Text, string? SignedName);

/// <param name="Kind">contact or thanks.</param>
/// <param name="Name">Of the writer of a contact; null for thanks.</param>
public sealed record GivenNote(long RelationshipId, string Kind, string? Name, string Text);

/// <summary>What became of a submission.</summary>
public enum SubmissionResult
{
    Stored,

    /// <summary>The invitation was answered before; nothing of this submission was stored.</summary>
    AlreadyAnswered,

    /// <summary>The wave is not open; nothing was stored.</summary>
    Closed,
}
