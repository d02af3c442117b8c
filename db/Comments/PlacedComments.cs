namespace Survey.Db.Comments;

/// <summary>Comments of a relationship in one language are shown with the relationship (null unit) or with a provider unit.</summary>
public sealed record PlacedComments(long RelationshipId, string Language, long? UnitId);
