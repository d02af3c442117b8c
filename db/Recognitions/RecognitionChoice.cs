namespace Survey.Db.Recognitions;

/// <param name="Item">Of the figure that goes along: overall or a step's code; null: none.</param>
/// <param name="Thanks">Ids of notes.</param>
public sealed record RecognitionChoice(long WaveId, long RelationshipId, string? Item, IReadOnlyList<Guid> Thanks)
{
    public bool IsEmpty => Item is null && Thanks.Count == 0;

    /// <summary>It is all that was wanted, and not nothing.</summary>
    public bool Is(string? item, IReadOnlyCollection<Guid> thanks) =>
        !IsEmpty && (Item ?? "") == (item ?? "") && Thanks.ToHashSet().SetEquals(thanks);
}
